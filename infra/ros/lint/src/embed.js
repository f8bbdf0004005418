// npm run embed: copies infra/ros/scripts/deploy.sh into the template, letter by letter.
import { readFileSync, writeFileSync } from 'node:fs';

const script = new URL('../../scripts/deploy.sh', import.meta.url);
const template = new URL('../../tandem.yml', import.meta.url);

export function embed(templateText, scriptText) {
  const indented = scriptText.replace(/\n$/, '').split('\n').map((line) => (line === '' ? '' : `        ${line}`)).join('\n');
  const block = /( {6}Text: \|\n)[\s\S]*?\n(?=Conditions:)/;
  if (!block.test(templateText)) {
    throw new Error('the template has no place for the script');
  }
  return templateText.replace(block, (whole, head) => `${head}${indented}\n`);
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  writeFileSync(template, embed(readFileSync(template, 'utf8'), readFileSync(script, 'utf8')));
}
