// All rules over one template.
import { checkAvailability } from './rules/availability.js';
import { checkCommands } from './rules/commands.js';
import { checkConditions } from './rules/conditions.js';
import { checkContract } from './rules/contract.js';
import { checkFacts } from './rules/facts.js';
import { checkHardening } from './rules/hardening.js';
import { checkInterface } from './rules/interface.js';
import { checkNetwork } from './rules/network.js';
import { checkOrder } from './rules/order.js';
import { checkPolicies } from './rules/policies.js';
import { checkProperties } from './rules/properties.js';
import { checkReferences } from './rules/references.js';
import { checkSecrets } from './rules/secrets.js';
import { checkSections } from './rules/sections.js';
import { checkTexts } from './rules/texts.js';

export const RULES = {
  sections: checkSections,
  conditions: checkConditions,
  properties: checkProperties,
  facts: checkFacts,
  references: checkReferences,
  availability: checkAvailability,
  secrets: checkSecrets,
  policies: checkPolicies,
  texts: checkTexts,
  order: checkOrder,
  network: checkNetwork,
  hardening: checkHardening,
  interface: checkInterface,
  commands: checkCommands,
  contract: checkContract,
};

/** Every fault that the rules find, in the template's order: { rule, line, path, message }. */
export function lint(template, rules = Object.keys(RULES)) {
  const findings = [];
  for (const rule of rules) {
    RULES[rule](template, (path, message, node) =>
      findings.push({ rule, line: node ? template.lineOfNode(node) : template.lineOf(path), path: path.join('.'), message }));
  }
  return findings.sort((a, b) => a.line - b.line);
}
