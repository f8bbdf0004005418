// The template, and copies of it with one fault each.
import { readFileSync } from 'node:fs';
import { lint } from '../src/lint.js';
import { parseTemplate } from '../src/template.js';

export const TEMPLATE = new URL('../../tandem.yml', import.meta.url).pathname;
export const DEPLOY = new URL('../../scripts/deploy.sh', import.meta.url).pathname;
export const text = readFileSync(TEMPLATE, 'utf8');

/** Replaces the first `from` after the line that begins with `anchor`; an edit that changes nothing is a fault of the test. */
export function edited(anchor, from, to) {
  const start = anchor === '' ? 0 : text.search(new RegExp(`^${anchor}`, 'm'));
  const at = start < 0 ? -1 : text.indexOf(from, start);
  if (at < 0) {
    throw new Error(`the template has no ${from} after ${anchor}`);
  }
  return text.slice(0, at) + to + text.slice(at + from.length);
}

export const findings = (copy, rules) => lint(parseTemplate(copy), rules);
