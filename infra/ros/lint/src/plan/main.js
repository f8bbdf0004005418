// node src/plan/main.js [--old TEMPLATE] --new TEMPLATE: prints what the service makes of the update, or of the creation.
//
//   --old-parameters FILE, --parameters FILE  maps of parameters, YAML or JSON; what is not given keeps its default, and is
//                                             the same unknown value in both when it has none
//   --replacement                             with ReplacementOption Enabled
//   --answers FILE                            what the cloud answers (Resource.Attribute: value): prints JSON, with each
//                                             command as its hosts would get it; every parameter needs a value then
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { parse } from 'yaml';
import { UnreadableTemplate, loadTemplate } from '../template.js';
import { plan } from './plan.js';
import { printed } from './print.js';
import { BadParameters, Stack } from './stack.js';

const OPTIONS = {
  old: { type: 'string' }, new: { type: 'string' }, 'old-parameters': { type: 'string' }, parameters: { type: 'string' },
  replacement: { type: 'boolean' }, answers: { type: 'string' },
};

function main() {
  const { values } = parseArgs({ options: OPTIONS });
  if (!values.new) {
    throw new BadParameters('usage: node src/plan/main.js [--old TEMPLATE] --new TEMPLATE');
  }
  const parameters = mapIn(values.parameters);
  const oldParameters = values['old-parameters'] ? mapIn(values['old-parameters']) : parameters;
  const strict = values.answers !== undefined;
  const old = values.old ? new Stack(loadTemplate(values.old), ofTemplate(oldParameters, values.old), strict) : undefined;
  const next = new Stack(loadTemplate(values.new), parameters, strict);
  const made = plan(old, next, { replacement: values.replacement });
  if (strict) {
    console.log(JSON.stringify(rendered(made, old, next, mapIn(values.answers))));
    return;
  }
  console.log(printed(made));
  process.exitCode = made.faults.length > 0 ? 1 : 0;

  /** The old template may lack a parameter that only the new one has. */
  function ofTemplate(given, file) {
    const known = loadTemplate(file).parameters;
    return values['old-parameters'] ? given : Object.fromEntries(Object.entries(given).filter(([name]) => name in known));
  }
}

function rendered(made, old, next, answers) {
  const properties = (stack) => Object.fromEntries(
    Object.entries(stack.resources).map(([id, each]) => [id, { type: each.Type, ...stack.rendered({ properties: each.Properties ?? {} }, answers) }]));
  return {
    ...made,
    resources: properties(next),
    old: old && properties(old),
    oldParameters: old?.parameters,
    outputs: stackOutputs(next, answers),
    parameters: next.parameters,
  };
}

const stackOutputs = (stack, answers) => Object.fromEntries(
  Object.entries(stack.template.outputs).map(([name, each]) => [name, stack.rendered(each.Value, answers)]));

function mapIn(file) {
  if (!file) {
    return {};
  }
  const map = parse(readFileSync(file, 'utf8')) ?? {};
  if (typeof map !== 'object' || Array.isArray(map)) {
    throw new BadParameters(`${file}: is not a map`);
  }
  return map;
}

try {
  main();
} catch (failure) {
  const known = failure instanceof UnreadableTemplate || failure instanceof BadParameters || failure.code === 'ENOENT'
    || failure.code?.startsWith('ERR_PARSE_ARGS') || failure.name === 'YAMLParseError';
  if (!known) {
    throw failure;
  }
  console.error(`plan-ros: ${failure.message.split('\n')[0]}`);
  process.exitCode = 2;
}
