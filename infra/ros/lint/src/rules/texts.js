// What people may type in: nothing with a line break, no address without TLS, and a pattern that holds the whole text.
import { walk } from '../functions.js';

const HTTP = /\bhttp:\/\//;
/** Behind these, plain HTTP stays in the VPC, or is a question of the template's own (the scheme of an output). */
const MAY_BE_PLAIN = [/^LOGISTICS_URL=http:\/\/\$\{\w+\}:\d+$/, /http:\/\/100\.100\.100\.200\b/];

export function checkTexts(template, report) {
  for (const [name, parameter] of Object.entries(template.parameters)) {
    if (parameter.Type === 'String') {
      checkPattern(name, parameter, report);
    }
  }
  for (const section of ['Parameters', 'Mappings', 'Resources', 'Outputs']) {
    walk(template.data[section] ?? {}, (value, path) => {
      for (const line of typeof value === 'string' ? value.split('\n') : []) {
        if (HTTP.test(line) && !MAY_BE_PLAIN.some((pattern) => pattern.test(line.trim()))) {
          report([section, ...path], `${line.trim()}: plain http`);
        }
      }
    });
  }
}

function checkPattern(name, { AllowedPattern: pattern, AllowedValues: values, AssociationProperty: chosen }, report) {
  const path = ['Parameters', name, 'AllowedPattern'];
  if (pattern === undefined) {
    if (!values && !chosen) {
      report(['Parameters', name], `${name} takes any text: it needs AllowedPattern or AllowedValues`);
    }
    return;
  }
  let compiled;
  try {
    compiled = new RegExp(pattern);
  } catch {
    return; // the rule interface says so
  }
  // A look-ahead takes nothing in.
  const taking = withoutLookarounds(pattern);
  if (!taking.split('|').every((each) => each.startsWith('^') && each.endsWith('$'))) {
    report(path, `the pattern of ${name} has to hold the whole text: ^...$`);
  }
  if (/\\[sSWD]|\\n|\[\^|(?<!\\)\./.test(taking.replace(/\[(?!\^)[^\]]*\]/g, (set) => (/\\[sSWDn]/.test(set) ? '\\s' : 'x')))) {
    report(path, `the pattern of ${name} lets a line break through`);
  }
  if (/url|address/i.test(name) && compiled.test('http://example.com')) {
    report(path, `the pattern of ${name} lets plain http through`);
  }
}

const withoutLookarounds = (pattern) => {
  let text = pattern;
  for (let before = ''; before !== text;) {
    before = text;
    text = text.replace(/\(\?<?[=!](?:\[[^\]]*\]|\\.|[^()])*\)/g, '');
  }
  return text;
};
