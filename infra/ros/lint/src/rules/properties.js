// Types, required and unknown keys, allowed values, ranges, lengths and patterns of every resource's properties.
import { functionOf } from '../functions.js';
import { closest } from '../spelling.js';
import { possibilities } from '../values.js';
import { resourceTypes } from '../schema/types.js';

const RESOURCE_KEYS = new Set(['Type', 'Properties', 'DependsOn', 'Condition', 'Count', 'Metadata', 'DeletionPolicy', 'CleanUp']);

export function checkProperties(template, report) {
  const types = resourceTypes();
  for (const [id, resource] of Object.entries(template.resources)) {
    const path = ['Resources', id];
    const type = types[resource?.Type];
    if (!type) {
      report(path, `${resource?.Type} is no known resource type`);
      continue;
    }
    for (const key of Object.keys(resource).filter((each) => !RESOURCE_KEYS.has(each))) {
      report([...path, key], `a resource has no key ${key}`);
    }
    checkFields(resource.Properties ?? {}, type.fields, [...path, 'Properties'], { template, report, type: resource.Type });
  }
}

function checkFields(given, fields, path, context) {
  for (const key of Object.keys(given)) {
    if (!(key in fields)) {
      context.report([...path, key], `${context.type} has no property ${key}${closest(key, Object.keys(fields))}`);
    } else {
      checkValue(given[key], fields[key], [...path, key], context);
    }
  }
  for (const [key, rule] of Object.entries(fields)) {
    if (rule.required && !(key in given)) {
      context.report(path, `${context.type} needs the property ${key}`);
    }
  }
}

function checkValue(value, rule, path, context) {
  const { values, kinds } = possibilities(value, context.template);
  for (const kind of kinds) {
    if (!fits(kind, rule.type)) {
      context.report(path, `${path.at(-1)} has to be ${article(rule.type)}, not ${article(kind)}`);
    }
  }
  for (const each of values) {
    checkPlain(each, rule, path, context, functionOf(value) !== undefined);
  }
}

/** What a function gives where another type is asked for; a text may be converted to anything but a list or a map. */
function fits(kind, type) {
  if (kind === 'any' || type === 'any' || kind === type) {
    return true;
  }
  return ['string', 'number', 'boolean'].includes(kind) && ['string', 'number', 'boolean'].includes(type);
}

function checkPlain(value, rule, path, context, indirect) {
  const complain = (text) => context.report(path, `${path.at(-1)}: ${text}`);
  if (!isOf(value, rule.type, indirect)) {
    complain(`${JSON.stringify(value)} is not ${article(rule.type)}`);
    return;
  }
  if (rule.allowed && !rule.allowed.some((each) => String(each) === String(value))) {
    complain(`${JSON.stringify(value)} is none of ${rule.allowed.join(', ')}`);
  }
  limit(Number(value), rule.range, (bound) => complain(`${value} is ${bound}`));
  limit(value?.length, rule.length, (bound) => complain(`its length ${value.length} is ${bound}`));
  if (rule.pattern && !new RegExp(rule.pattern).test(String(value))) {
    complain(`${JSON.stringify(value)} does not match ${rule.pattern}`);
  }
  if (rule.type === 'list') {
    value.forEach((item, index) => checkValue(item, rule.items ?? { type: 'any' }, [...path, index], context));
  } else if (rule.type === 'object') {
    checkFields(value, rule.fields, path, context);
  }
}

function limit(number, limits, complain) {
  if (limits?.min !== undefined && number < limits.min) {
    complain(`less than ${limits.min}`);
  } else if (limits?.max !== undefined && number > limits.max) {
    complain(`more than ${limits.max}`);
  }
}

function isOf(value, type, indirect) {
  switch (type) {
    case 'string':
      return typeof value === 'string' || (indirect && typeof value === 'number');
    case 'number':
      return typeof value === 'number' || (typeof value === 'string' && /^-?[0-9.]+$/.test(value));
    case 'boolean':
      return typeof value === 'boolean' || (indirect && ['true', 'false'].includes(value));
    case 'list':
      return Array.isArray(value);
    case 'map':
    case 'object':
      return value !== null && typeof value === 'object' && !Array.isArray(value);
    default:
      return true;
  }
}

const article = (type) => (type === 'object' ? 'a map' : `a ${type}`);
