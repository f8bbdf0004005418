// One state of a stack: a template with the values of its parameters, its conditions decided, its properties worked out.
import { truthOf } from '../conditions.js';
import { referencesIn } from '../functions.js';
import { render } from '../render.js';

/** Parameters that a template does not take; the message says which and why. */
export class BadParameters extends Error {}

/** What GetAtt gives for a group of hosts: one entry for each. */
const PER_HOST = new Set(['InstanceIds', 'PrivateIps', 'PublicIps', 'HostNames', 'ZoneIds']);

export class Stack {
  /**
   * @param given the parameters that are not left at their defaults
   * @param strict whether a parameter without a value is an error, and not a value that is not known
   */
  constructor(template, given, strict = false) {
    this.template = template;
    this.parameters = valuesOf(template, given, strict);
    this.conditions = truthOf(template.conditions, (value) => render(value, this.world({})));
  }

  /** The resources that exist, for their condition holds. */
  get resources() {
    return Object.fromEntries(Object.entries(this.template.resources)
      .filter(([, each]) => each.Condition === undefined || this.conditions[each.Condition]));
  }

  /** Everything that a resource waits for: what it refers to in the branches that hold, and what it depends on. */
  neighbours(id) {
    const resource = this.resources[id];
    const named = referencesIn(this.chosen(resource.Properties ?? {})).map((each) => each.name);
    return [...new Set([...named, ...[resource.DependsOn ?? []].flat()])].filter((each) => each in this.resources);
  }

  /** The properties, with what other resources give as `<Resource.Attribute>`; version says which resource is new. */
  properties(id, version = {}) {
    return withoutNothing(render(this.resources[id].Properties ?? {}, this.world(version))) ?? {};
  }

  /** A value with what the cloud answers: answers maps `Resource.Attribute` and `ALIYUN::…`. */
  rendered(value, answers) {
    const world = this.world({});
    return render(value, {
      ...world,
      attribute: (resource, key) => answers[`${resource}.${key}`] ?? world.attribute(resource, key),
      pseudo: (name) => answers[name] ?? world.pseudo(name),
    });
  }

  world(version) {
    const mark = (name) => (version[name] ? `#${version[name]}` : '');
    return {
      conditions: this.conditions,
      mappings: this.template.mappings,
      parameter: (name) => (name in this.parameters ? this.parameters[name] : `<${name}${mark(name)}>`),
      pseudo: (name) => (name === 'ALIYUN::NoValue' ? undefined : `<${name}>`),
      attribute: (resource, key) => {
        const amount = PER_HOST.has(key) ? this.amount(resource) : undefined;
        const one = (index) => `<${resource}${mark(resource)}.${key}${index ?? ''}>`;
        return amount === undefined ? one() : Array.from({ length: amount }, (ignored, index) => one(`[${index}]`));
      },
    };
  }

  /** How many hosts a group has. */
  amount(id) {
    const properties = this.template.resources[id]?.Properties ?? {};
    return 'MaxAmount' in properties ? Number(render(properties.MaxAmount, this.world({}))) : undefined;
  }

  /** The value without the branches of each Fn::If that do not hold. */
  chosen(value) {
    if (Array.isArray(value)) {
      return value.map((each) => this.chosen(each));
    }
    if (value === null || typeof value !== 'object') {
      return value;
    }
    if (Array.isArray(value['Fn::If'])) {
      const [condition, yes, no] = value['Fn::If'];
      return this.chosen(this.conditions[condition] ? yes : no);
    }
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, this.chosen(each)]));
  }
}

function withoutNothing(value) {
  if (Array.isArray(value)) {
    return value.map(withoutNothing).filter((each) => each !== undefined);
  }
  if (value === null || typeof value !== 'object') {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [key, withoutNothing(each)]).filter(([, each]) => each !== undefined));
}

function valuesOf(template, given, strict) {
  const unknown = Object.keys(given).find((name) => !(name in template.parameters));
  if (unknown !== undefined) {
    throw new BadParameters(`${template.file} has no parameter ${unknown}`);
  }
  return Object.fromEntries(
    Object.entries(template.parameters).map(([name, declared]) => [name, valueOf(name, declared, given[name] ?? declared.Default, strict)]));
}

function valueOf(name, declared, value, strict) {
  if (value === undefined) {
    if (!strict) {
      return `<${name}>`;
    }
    throw new BadParameters(`the parameter ${name} has no value`);
  }
  if (declared.AllowedPattern !== undefined && !new RegExp(`^(?:${declared.AllowedPattern})$`).test(String(value))) {
    throw new BadParameters(`the parameter ${name} does not match ${declared.AllowedPattern}`);
  }
  if (declared.AllowedValues && !declared.AllowedValues.map(String).includes(String(value))) {
    throw new BadParameters(`the parameter ${name} is none of ${declared.AllowedValues.join(', ')}`);
  }
  if (declared.Type === 'Number') {
    const number = Number(value);
    if (!(number >= (declared.MinValue ?? -Infinity) && number <= (declared.MaxValue ?? Infinity))) {
      throw new BadParameters(`the parameter ${name} is not between ${declared.MinValue} and ${declared.MaxValue}`);
    }
    return number;
  }
  return declared.Type === 'Boolean' ? String(value) === 'true' : String(value);
}

/** The handles that a command's script signals to. */
export const handlesOf = (stack, id) => [...new Set(
  referencesIn(stack.chosen(stack.resources[id].Properties?.CommandContent ?? ''))
    .filter(({ attribute }) => attribute === 'CurlCli').map(({ name }) => name))];
