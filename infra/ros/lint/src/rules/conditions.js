// Conditions that are written as conditions are, refer to no circle, and can go either way.
import { functionOf } from '../functions.js';

const ARGUMENTS = { 'Fn::Equals': [2, 2], 'Fn::Not': [1, 1], 'Fn::And': [2, 10], 'Fn::Or': [2, 10] };

export function checkConditions(template, report) {
  for (const [name, condition] of Object.entries(template.conditions)) {
    checkCondition(condition, ['Conditions', name], template, report);
    if (reaches(name, name, template, new Set())) {
      report(['Conditions', name], `${name} depends on itself`);
    }
  }
}

function checkCondition(condition, path, template, report) {
  if (typeof condition === 'string') {
    return; // its name is looked up by the rule references
  }
  const name = functionOf(condition);
  if (!(name in ARGUMENTS)) {
    report(path, `${name ?? JSON.stringify(condition)} is no condition`);
    return;
  }
  const parts = Array.isArray(condition[name]) ? condition[name] : [condition[name]];
  const [least, most] = ARGUMENTS[name];
  if (parts.length < least || parts.length > most) {
    report(path, `${name} takes ${least === most ? least : `${least} to ${most}`} values, not ${parts.length}`);
  } else if (name === 'Fn::Equals') {
    checkEquals(parts, path, template, report);
  } else {
    parts.forEach((part) => checkCondition(part, path, template, report));
    if (new Set(parts.map((each) => JSON.stringify(each))).size < parts.length) {
      report(path, `${name} asks the same twice`);
    }
  }
}

/** A comparison that cannot hold, or cannot fail, is none. */
function checkEquals([one, other], path, template, report) {
  const [subject, value] = functionOf(one) ? [one, other] : [other, one];
  const parameter = template.parameters[subject?.Ref];
  if (functionOf(subject) === undefined) {
    report(path, 'Fn::Equals compares two values that are always the same');
    return;
  }
  if (functionOf(subject) === 'Ref' && !parameter) {
    report(path, `Fn::Equals compares ${subject.Ref}, which is no parameter`);
    return;
  }
  if (!parameter || functionOf(value) !== undefined) {
    return;
  }
  const { AllowedValues: allowed, Type: type, MinValue: min = -Infinity, MaxValue: max = Infinity, AllowedPattern: pattern } = parameter;
  const kind = { String: 'string', Number: 'number', Boolean: 'boolean' }[type];
  const never = (kind && typeof value !== kind)
    || (allowed && !allowed.includes(value))
    || (type === 'Number' && (value < min || value > max))
    || (typeof value === 'string' && pattern !== undefined && !safe(pattern).test(value));
  if (never) {
    report(path, `${subject.Ref} is never ${JSON.stringify(value)}`);
  }
}

function safe(pattern) {
  try {
    return new RegExp(pattern);
  } catch {
    return /(?:)/; // another rule's affair
  }
}

function reaches(name, wanted, template, under) {
  const found = [];
  const collect = (condition) => {
    if (typeof condition === 'string') {
      found.push(condition);
    } else if (['Fn::Not', 'Fn::And', 'Fn::Or'].includes(functionOf(condition))) {
      [condition[functionOf(condition)]].flat().forEach(collect);
    }
  };
  collect(template.conditions[name]);
  return found.some((each) => each === wanted
    || (each in template.conditions && !under.has(each) && reaches(each, wanted, template, new Set([...under, each]))));
}
