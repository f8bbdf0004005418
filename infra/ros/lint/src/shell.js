// A shell script as far as this program has to understand it: its here-documents, and what shellcheck says of it.
import { spawnSync } from 'node:child_process';

const OPENING = /<<-?\s*(?:'(\w+)'|"(\w+)"|\\(\w+)|(\w+))/;

/**
 * The lines of a script with the here-document that each stands in: { text, line, inside }, where inside is undefined or
 * { quoted, target, end }. The shell leaves a here-document alone if its end is quoted.
 */
export function linesOf(script) {
  let inside;
  return script.split('\n').map((text, index) => {
    if (inside && text.replace(/^\t+/, '') === inside.end) {
      inside = undefined;
      return { text, line: index + 1, inside };
    }
    const result = { text, line: index + 1, inside };
    const match = !inside && !/^\s*#/.test(text) && OPENING.exec(text);
    if (match) {
      const quoted = match[1] ?? match[2] ?? match[3];
      inside = { quoted: quoted !== undefined, end: quoted ?? match[4], target: />>?\s*"?([^"\s]+)"?/.exec(text)?.[1] ?? '' };
    }
    return result;
  });
}

/** The script itself and the scripts that it writes from quoted here-documents. */
export function scriptsIn(script) {
  const inner = new Map();
  for (const { text, inside } of linesOf(script).filter((each) => each.inside?.quoted)) {
    inner.set(inside, [...(inner.get(inside) ?? []), text]);
  }
  const written = [...inner].map(([{ target }, lines]) => ({ name: target.split('/').at(-1), text: `${lines.join('\n')}\n` }));
  return [{ name: '', text: script }, ...written.filter(({ name, text }) => name.endsWith('.sh') || /^#!.*sh\b/.test(text))];
}

export const hasShellcheck = () => spawnSync('shellcheck', ['--version']).status === 0;

const known = new Map();

/** What bash and shellcheck complain of: { line, message }. A script that several commands write is asked about once. */
export function complaints(script) {
  if (!known.has(script)) {
    known.set(script, ask(script));
  }
  return known.get(script);
}

function ask(script) {
  const syntax = spawnSync('bash', ['-n'], { input: script, encoding: 'utf8' });
  if (syntax.status !== 0) {
    const [first] = syntax.stderr.trim().split('\n');
    return [{ line: Number(/line (\d+)/.exec(first)?.[1] ?? 1), message: first }];
  }
  const check = spawnSync('shellcheck', ['--shell=bash', '--format=json', '-'], { input: script, encoding: 'utf8' });
  if (check.error || check.status > 1) {
    throw new Error(`shellcheck failed: ${check.error ?? check.stderr}`);
  }
  return JSON.parse(check.stdout).map(({ line, code, message }) => ({ line, message: `SC${code}: ${message}` }));
}
