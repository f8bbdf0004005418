// npm run embed: copies the scripts of infra/ros/scripts into the template, without their comments, for the sake of the 16 KB
// that a command may have.
import { readFileSync, writeFileSync } from 'node:fs';

export const SCRIPTS = { FetchSecrets: 'fetch-secrets.py', Deploy: 'deploy.sh' };
const template = new URL('../../tandem.yml', import.meta.url);

export const embeddedText = (file) => compact(readFileSync(new URL(`../../scripts/${file}`, import.meta.url), 'utf8'));

/** A script without empty lines and lines that are only comments; its first line is one for the system. */
export function compact(script) {
  const [first, ...rest] = script.split('\n');
  return `${[first, ...rest.filter((line) => !/^\s*(#|$)/.test(line))].join('\n')}\n`;
}

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
    (text, [entry, file]) => embed(text, entry, embeddedText(file)), readFileSync(template, 'utf8'));
  writeFileSync(template, embedded);
}
