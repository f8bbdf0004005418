// What a value becomes when a stack is created, in a world that says what parameters, attributes and conditions are.
import { PSEUDO_PARAMETERS, functionOf, substitution } from './functions.js';

/** A function that cannot be worked out here. */
export class CannotRender extends Error {}

/**
 * @param world { parameter(name), attribute(resource, attribute), pseudo(name), conditions: { name: boolean }, mappings }
 */
export function render(value, world) {
  const name = functionOf(value);
  if (name === undefined) {
    if (Array.isArray(value)) {
      return value.map((each) => render(each, world));
    }
    return value === null || typeof value !== 'object' ? value
      : Object.fromEntries(Object.entries(value).map(([key, each]) => [key, render(each, world)]));
  }
  const argument = value[name];
  switch (name) {
    case 'Ref':
      return reference(argument, world);
    case 'Fn::GetAtt':
      return attribute(Array.isArray(argument) ? argument.join('.') : argument, world);
    case 'Fn::Sub':
      return substitute(argument, world);
    case 'Fn::Join':
      return render(argument[1], world).map(String).join(argument[0]);
    case 'Fn::If':
      return render(argument[world.conditions[argument[0]] ? 1 : 2], world);
    case 'Fn::Select':
      return select(argument, world);
    case 'Fn::FindInMap':
      return argument.map((each) => render(each, world)).reduce((map, key) => map[key], world.mappings);
    case 'Fn::Base64Encode':
      return Buffer.from(String(render(argument, world))).toString('base64');
    case 'Fn::Replace':
      return Object.entries(argument[0]).reduce((text, [from, to]) => text.replaceAll(from, render(to, world)), render(argument[1], world));
    case 'Fn::Add':
      return render(argument, world).reduce((sum, each) => sum + Number(each), 0);
    default:
      throw new CannotRender(`${name} cannot be worked out here`);
  }
}

const reference = (name, world) => (PSEUDO_PARAMETERS.has(name) ? world.pseudo(name) : world.parameter(name));

function attribute(name, world) {
  const [resource, key] = name.split('.');
  return world.attribute(resource, key);
}

function substitute(argument, world) {
  const { text, own } = substitution(argument);
  return text.replace(/\$\{(!?)([^}]+)\}/g, (whole, literal, inner) => {
    const name = inner.trim();
    if (literal) {
      return `\${${inner}}`;
    }
    if (name in own) {
      return String(render(own[name], world));
    }
    return String(name.includes('.') ? attribute(name, world) : reference(name, world));
  });
}

/** Of a list that is not known, its attribute's one value. */
function select([index, list], world) {
  const values = render(list, world);
  return Array.isArray(values) ? values[Number(render(index, world))] : values;
}
