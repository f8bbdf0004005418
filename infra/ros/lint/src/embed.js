// npm run embed: copies the scripts of infra/ros/scripts into the template, without their comments, for the sake of the 16 KB
// that a command may have, and makes the commands of each role's second and third host out of those of its first.
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

/** The template with the commands of further hosts as copies of the first one's. */
export function copyCommands(templateText) {
  return ROLES.reduce((text, role) => {
    const first = block(text, `${role}Command1`);
    return [2, 3].reduce((copied, index) => {
      const old = block(copied, `${role}Command${index}`);
      return copied.replace(old, () => commandOf(role, index, first));
    }, text);
  }, templateText);
}

export const ROLES = ['Order', 'Logistics'];

function block(text, id) {
  const found = new RegExp(`^  ${id}:\\n(?: {3}.*\\n|\\n)+`, 'm').exec(text);
  if (!found) {
    throw new Error(`the template has no ${id}`);
  }
  return found[0];
}

const LAST = 3;

/** One host after the other, the last one first: each command waits until the next host is behind the balancer. */
const commandOf = (role, index, first) => first
  .replaceAll(new RegExp(`${role}(Command|Host)1`, 'gi'), (whole) => whole.replace('1', index))
  .replace('    DependsOn:\n', `    Condition: ${role}Hosts${index}\n    DependsOn:\n`)
  .replace(/^( +Next:)\n(?: +(?:Fn::If:|- .*)\n){4}/m, (next, key) => (index === LAST
    ? `${key} ''\n`
    : next.replaceAll(/(Hosts|Backend)2/g, (name) => name.replace('2', index + 1))));

if (process.argv[1] === new URL(import.meta.url).pathname) {
  const embedded = Object.entries(SCRIPTS).reduce(
    (text, [entry, file]) => embed(text, entry, embeddedText(file)), readFileSync(template, 'utf8'));
  writeFileSync(template, copyCommands(embedded));
}
