// Reads the resource types out of the pinned @alicloud/ros-cdk-* packages. Their validators are generated from Alibaba
// Cloud's resource specification and all look alike; the classes themselves drop unknown keys silently and stop at the
// first type that they do not know, which is why the source is read instead of being run. A statement of a validator that
// is not understood is an error here: nothing may get lost with a newer version.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const require = createRequire(import.meta.url);
const PACKAGES = ['ecs', 'ram', 'rds', 'rocketmq5', 'ros'];

/** Maps a type such as ALIYUN::ECS::VPC to { fields, attributes }. */
export function generatedTypes() {
  return Object.assign({}, ...PACKAGES.map((name) => typesOf(sourceOf(name))));
}

function sourceOf(name) {
  const index = require.resolve(`@alicloud/ros-cdk-${name}`);
  const source = readFileSync(join(dirname(index), `${name}.generated.js`), 'utf8');
  return source.split('//# sourceMappingURL')[0];
}

function typesOf(source) {
  const functions = new Map(
    source
      .split(/\n(?=function )/)
      .map((text) => [/^function (\w+)\(/.exec(text)?.[1], text.split('\n}')[0]])
      .filter(([name]) => name),
  );
  const types = {};
  for (const text of source.split(/\n(?=class )/).slice(1)) {
    const type = /ROS_RESOURCE_TYPE_NAME = "([^"]+)"/.exec(text)?.[1];
    const name = /^class (\w+) /.exec(text)[1];
    if (type && functions.has(`${name}PropsValidator`)) {
      types[type] = {
        fields: fieldsOf(`${name}Props`, functions),
        attributes: [...text.matchAll(/this\.getAtt\('(\w+)'\)/g)].map((match) => match[1]),
      };
    }
  }
  return types;
}

/** The keys of a map as the template spells them, each with its rules. */
function fieldsOf(name, functions) {
  const rules = rulesOf(functions.get(`${name}Validator`), functions);
  const spelling = functions.get(`${name.replace('_', '').replace(/^R/, 'r')}ToRosTemplate`);
  const fields = {};
  for (const [, key, property] of spelling.matchAll(/^ +'?(\w+)'?: .*properties\.(\w+)\),$/gm)) {
    fields[key] = rules[property] ?? { type: 'any' };
  }
  return fields;
}

const IGNORED = [/^if \(/, /^}\)*;?$/, /^data: /, /^return /, /^const errors/, /^function /, /^$/];
const WHOLE = /^errors\.collect\(ros\.propertyValidator\('(\w+)', (.+)\)\(properties\.\w+\)\);$/;
const OPENING = /^errors\.collect\(ros\.propertyValidator\('(\w+)', ros\.validate(\w+)\)\(\{$/;

function rulesOf(validator, functions) {
  const rules = {};
  let current;
  const ruleFor = (property) => (rules[property] ??= { type: 'any' });
  for (const line of validator.split('\n').map((each) => each.trim())) {
    let match;
    if ((match = WHOLE.exec(line))) {
      const rule = ruleFor(match[1]);
      if (match[2] === 'ros.requiredValidator') {
        rule.required = true;
      } else {
        Object.assign(rule, typeOf(match[2], functions));
      }
    } else if ((match = OPENING.exec(line))) {
      current = { rule: ruleFor(match[1]), kind: match[2] };
    } else if ((match = /^allowedValues: (\[.*\]),$/.exec(line))) {
      current.rule.allowed = JSON.parse(match[1]);
    } else if ((match = /^reg: \/(.*)\/$/.exec(line))) {
      current.rule.pattern = match[1];
    } else if ((match = /^(min|max): (-?[\d.e+]+|undefined),$/.exec(line))) {
      const limits = (current.rule[current.kind.toLowerCase()] ??= {});
      limits[match[1]] = match[2] === 'undefined' ? undefined : Number(match[2]);
    } else if (!IGNORED.some((pattern) => pattern.test(line))) {
      throw new Error(`a validator of the CDK has a statement that this program does not know: ${line}`);
    }
  }
  return rules;
}

const SIMPLE = { validateString: 'string', validateNumber: 'number', validateBoolean: 'boolean', validateAny: 'any', validateRosTag: 'any' };

function typeOf(expression, functions) {
  const [, wrapper, inner] = /^ros\.(list|hash)Validator\((.+)\)$/.exec(expression) ?? [];
  if (wrapper) {
    return { type: wrapper === 'list' ? 'list' : 'map', items: typeOf(inner, functions) };
  }
  const simple = SIMPLE[/^ros\.(\w+)$/.exec(expression)?.[1]];
  if (simple) {
    return { type: simple };
  }
  const nested = /^(\w+)Validator$/.exec(expression)?.[1];
  if (nested && functions.has(`${nested}Validator`)) {
    return { type: 'object', fields: fieldsOf(nested, functions) };
  }
  throw new Error(`a validator of the CDK has a type that this program does not know: ${expression}`);
}
