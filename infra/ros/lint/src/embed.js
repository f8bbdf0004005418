// npm run embed: copies the scripts of infra/ros/scripts into the template, letter by letter.
import { readFileSync, writeFileSync } from 'node:fs';

export const SCRIPTS = { FetchSecrets: 'fetch-secrets.py', Deploy: 'deploy.sh' };
const template = new URL('../../tandem.yml', import.meta.url);

export const scriptText = (file) => readFileSync(new URL(`../../scripts/${file}`, import.meta.url), 'utf8');

/** The template with this text as the entry of its mapping Scripts. */
export function embed(templateText, entry, text) {
  const indented = text.replace(/\n$/, '').split('\n').map((line) => (line === '' ? '' : `        ${line}`)).join('\n');
  const block = new RegExp(`(\\n {4}${entry}:\\n {6}Text: \\|\\n)(?: {8}[^\\n]*\\n|\\n)*`);
  if (!block.test(templateText)) {
    throw new Error(`the template has no place for ${entry}`);
  }
  return templateText.replace(block, (whole, head) => `${head}${indented}\n`);
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  const embedded = Object.entries(SCRIPTS).reduce(
    (text, [entry, file]) => embed(text, entry, scriptText(file)), readFileSync(template, 'utf8'));
  writeFileSync(template, embedded);
}
