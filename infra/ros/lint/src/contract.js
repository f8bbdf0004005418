// infra/ros/contract.yml, and what it says of a stack in one case.
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { linesOf } from './shell.js';

export const contract = parse(readFileSync(new URL('../../contract.yml', import.meta.url), 'utf8'));

/** Whether a template is one that the contract is for. */
export const isTandem = (template) => /tandem/i.test(template.text);

/** The files that a command writes from here-documents: KEY=value lines as maps, others as text. */
export function filesOf(content) {
  const files = {};
  for (const { text, inside } of linesOf(content)) {
    if (inside && text !== inside.end) {
      const name = inside.target.split('/').at(-1);
      files[name] = [...(files[name] ?? []), text];
    }
  }
  return files;
}

export const pairsIn = (lines = []) => Object.fromEntries(
  lines.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]));

/** What a program's command tells it: settings, package and secrets, by their names, and `signal`. */
export function toldBy(stack, program, index = 1) {
  const { role } = contract.programs[program];
  const id = role === 'Migration' ? 'MigrateCommand' : `${role}Command${index}`;
  const content = stack.resources[id] && stack.properties(id).CommandContent;
  if (typeof content !== 'string') {
    return undefined;
  }
  const files = filesOf(content);
  return {
    id,
    settings: pairsIn(files.settings),
    package: pairsIn(files.package),
    secrets: pairsIn(files.secrets),
    signal: (files.signal ?? []).join('\n'),
  };
}

/** A value of the contract's `expected`: `Resource.Property…`, `Outputs.Name` or `program/NAME`. */
export function valueAt(stack, key) {
  const [program, name] = key.split('/');
  if (name !== undefined) {
    const told = toldBy(stack, program);
    return name === 'signal' ? told?.signal.split(' ')[0] : { ...told?.settings, ...told?.package }[name];
  }
  if (key.startsWith('Outputs.')) {
    return stack.rendered(stack.template.outputs[key.slice('Outputs.'.length)]?.Value, {});
  }
  const [id, ...path] = key.split('.');
  return stack.resources[id] && path.reduce((value, each) => value?.[each], stack.properties(id));
}
