// Which conditions can hold together. A template has few, so all cases are tried.
import { functionOf } from './functions.js';

/**
 * Every combination that the parameters allow, as a map from condition to true or false: each Fn::Equals is either way,
 * independent of the others, unless two compare the same thing with different values.
 */
export function worlds(conditions) {
  const atoms = new Map();
  for (const condition of Object.values(conditions)) {
    collect(condition, atoms);
  }
  const keys = [...atoms.keys()];
  const found = [];
  for (let bits = 0; bits < 2 ** Math.min(keys.length, 14); bits++) {
    const truth = new Map(keys.map((key, index) => [key, Boolean((bits >> index) & 1)]));
    if (possible(atoms, truth)) {
      const world = {};
      for (const name of Object.keys(conditions)) {
        world[name] = holds(name, conditions, truth, new Set());
      }
      found.push(world);
    }
  }
  return found;
}

/** The one combination that these values make: valueOf works out both sides of an Fn::Equals. */
export function truthOf(conditions, valueOf) {
  const atoms = new Map();
  Object.values(conditions).forEach((condition) => collect(condition, atoms));
  const truth = new Map([...atoms].map(([key, [one, other]]) => [key, String(valueOf(one)) === String(valueOf(other))]));
  return Object.fromEntries(Object.keys(conditions).map((name) => [name, holds(name, conditions, truth, new Set())]));
}

const keyOf = (equals) => JSON.stringify(equals);

function collect(condition, atoms) {
  const name = functionOf(condition);
  if (name === 'Fn::Equals') {
    atoms.set(keyOf(condition[name]), condition[name]);
  } else if (name) {
    [condition[name]].flat().forEach((inner) => collect(inner, atoms));
  }
}

/** Nothing equals two different texts at once. */
function possible(atoms, truth) {
  const values = new Map();
  for (const [key, [subject, value]] of atoms) {
    if (truth.get(key) && functionOf(value) === undefined) {
      const subjectKey = keyOf(subject);
      if (values.has(subjectKey) && values.get(subjectKey) !== String(value)) {
        return false;
      }
      values.set(subjectKey, String(value));
    }
  }
  return true;
}

function holds(condition, conditions, truth, under) {
  if (typeof condition === 'string') {
    if (!(condition in conditions) || under.has(condition)) {
      return false; // an unknown or endless condition is a finding of its own
    }
    return holds(conditions[condition], conditions, truth, new Set([...under, condition]));
  }
  const name = functionOf(condition);
  const parts = name ? [condition[name]].flat() : [];
  const each = (part) => holds(part, conditions, truth, under);
  switch (name) {
    case 'Fn::Equals':
      return truth.get(keyOf(condition[name]));
    case 'Fn::And':
      return parts.every(each);
    case 'Fn::Or':
      return parts.some(each);
    case 'Fn::Not':
      return !each(parts[0]);
    default:
      return false;
  }
}

/** Calls visit(value, path, assumed) for each value; assumed says which conditions hold where it counts. */
export function walkAssuming(value, visit, path = [], assumed = {}) {
  visit(value, path, assumed);
  if (functionOf(value) === 'Fn::If' && Array.isArray(value['Fn::If'])) {
    const [condition, yes, no] = value['Fn::If'];
    walkAssuming(yes, visit, [...path, 'Fn::If', 1], { ...assumed, [condition]: true });
    walkAssuming(no, visit, [...path, 'Fn::If', 2], { ...assumed, [condition]: false });
  } else if (value !== null && typeof value === 'object') {
    for (const [key, inner] of Object.entries(value)) {
      walkAssuming(inner, visit, [...path, Array.isArray(value) ? Number(key) : key], assumed);
    }
  }
}
