// What Ref, Fn::GetAtt, Fn::Sub, Fn::FindInMap, Fn::If and DependsOn name has to be there, and what is declared has to be used.
import { PSEUDO_PARAMETERS, RESULT, functionOf, namesIn, referencesIn, substitution, walk } from '../functions.js';
import { resourceTypes } from '../schema/types.js';

export function checkReferences(template, report) {
  const sections = ['Conditions', 'Resources', 'Outputs'];
  const used = { parameters: new Set(), conditions: new Set(), mappings: new Set() };
  for (const section of sections) {
    const value = template.data[section] ?? {};
    for (const reference of referencesIn(value, [section])) {
      checkReference(reference, template, report, used);
    }
    walk(value, (inner, path) => checkFunction(inner, path, template, report, used), [section]);
  }
  for (const [id, resource] of Object.entries(template.resources)) {
    checkDependencies(id, resource, template, report, used);
  }
  checkUse(template, report, used);
}

function checkReference({ name, attribute, path }, template, report, used) {
  if (PSEUDO_PARAMETERS.has(name)) {
    return;
  }
  const resource = template.resources[name];
  if (attribute !== undefined) {
    const known = resourceTypes()[resource?.Type]?.attributes;
    if (!resource) {
      report(path, `there is no resource ${name}`);
    } else if (known && !known.includes(attribute)) {
      report(path, `${resource.Type} has no attribute ${attribute || '(none named)'}`);
    }
  } else if (name in template.parameters) {
    used.parameters.add(name);
  } else if (!resource) {
    report(path, `there is no parameter or resource ${name}`);
  }
}

function checkFunction(value, path, template, report, used) {
  const name = functionOf(value);
  if (name === undefined) {
    return;
  }
  const argument = value[name];
  if (!(name in RESULT)) {
    report(path, `there is no function ${name}`);
  } else if (name === 'Fn::If') {
    checkIf(argument, path, template, report, used);
  } else if (name === 'Fn::FindInMap') {
    checkFindInMap(argument, path, template, report, used);
  } else if (name === 'Fn::Sub') {
    const { text, own } = substitution(argument);
    const names = new Set(namesIn(text));
    for (const each of functionOf(own) ? [] : Object.keys(own).filter((key) => !names.has(key))) {
      report(path, `Fn::Sub brings ${each} along and never uses it`);
    }
  } else if (path[0] === 'Conditions' && ['Fn::And', 'Fn::Or', 'Fn::Not'].includes(name)) {
    [argument].flat().filter((each) => typeof each === 'string').forEach((each) => useCondition(each, path, template, report, used));
  }
}

function checkIf(argument, path, template, report, used) {
  if (!Array.isArray(argument) || argument.length !== 3) {
    report(path, 'Fn::If takes a condition and two values');
  } else {
    useCondition(argument[0], path, template, report, used);
  }
}

function useCondition(name, path, template, report, used) {
  if (name in template.conditions) {
    used.conditions.add(name);
  } else {
    report(path, `there is no condition ${name}`);
  }
}

function checkFindInMap(argument, path, template, report, used) {
  const [map, first, second] = Array.isArray(argument) ? argument : [];
  used.mappings.add(map);
  if (typeof first === 'string' && typeof second === 'string' && template.mappings[map]?.[first]?.[second] === undefined) {
    report(path, `Mappings has no ${map}.${first}.${second}`);
  }
}

function checkDependencies(id, resource, template, report, used) {
  const path = ['Resources', id];
  for (const each of [resource.DependsOn ?? []].flat()) {
    if (!(each in template.resources)) {
      report([...path, 'DependsOn'], `there is no resource ${each}`);
    }
  }
  if (resource.Condition !== undefined) {
    useCondition(resource.Condition, [...path, 'Condition'], template, report, used);
  }
}

function checkUse(template, report, used) {
  for (const [section, names, kind] of [
    ['Parameters', template.parameters, 'parameter'],
    ['Conditions', template.conditions, 'condition'],
    ['Mappings', template.mappings, 'mapping'],
  ]) {
    for (const name of Object.keys(names).filter((each) => !used[section.toLowerCase()].has(each))) {
      report([section, name], `the ${kind} ${name} is never used`);
    }
  }
}
