// All rules over one template.
import { checkAvailability } from './rules/availability.js';
import { checkCommands } from './rules/commands.js';
import { checkHardening } from './rules/hardening.js';
import { checkInterface } from './rules/interface.js';
import { checkNetwork } from './rules/network.js';
import { checkOrder } from './rules/order.js';
import { checkProperties } from './rules/properties.js';
import { checkReferences } from './rules/references.js';
import { checkSecrets } from './rules/secrets.js';

export const RULES = {
  properties: checkProperties,
  references: checkReferences,
  availability: checkAvailability,
  secrets: checkSecrets,
  order: checkOrder,
  network: checkNetwork,
  hardening: checkHardening,
  interface: checkInterface,
  commands: checkCommands,
};

/** Every fault that the rules find, in the template's order: { rule, line, path, message }. */
export function lint(template, rules = Object.keys(RULES)) {
  const findings = [];
  for (const rule of rules) {
    RULES[rule](template, (path, message) =>
      findings.push({ rule, line: template.lineOf(path), path: path.join('.'), message }));
  }
  return findings.sort((a, b) => a.line - b.line);
}
