// What a value in a template can turn out to be.
import { RESULT, functionOf } from './functions.js';

/**
 * The plain values that are known: the value itself, both ways of an Fn::If, the default and allowed values of a
 * parameter. { values: [...], kinds: [...] }; a kind is known of what is not: 'string', 'list', 'number', 'boolean', 'any'.
 */
export function possibilities(value, template) {
  const name = functionOf(value);
  if (name === undefined) {
    return { values: [value], kinds: [] };
  }
  const argument = value[name];
  if (name === 'Fn::If' && Array.isArray(argument)) {
    const [, yes, no] = argument;
    return join(possibilities(yes, template), possibilities(no, template));
  }
  if (name === 'Ref') {
    return ofReference(argument, template);
  }
  return { values: [], kinds: [RESULT[name] ?? 'any'] };
}

const join = (a, b) => ({ values: [...a.values, ...b.values], kinds: [...a.kinds, ...b.kinds] });

function ofReference(name, template) {
  if (name === 'ALIYUN::NoValue') {
    return { values: [], kinds: [] };
  }
  const parameter = template.parameters[name];
  if (!parameter) {
    return { values: [], kinds: ['any'] };
  }
  const kind = { String: 'string', Number: 'number', Boolean: 'boolean', CommaDelimitedList: 'list', Json: 'any' }[parameter.Type];
  const known = parameter.AllowedValues ?? [
    ...(![undefined, null, ''].includes(parameter.Default) ? [parameter.Default] : []),
    ...('MinValue' in parameter ? [parameter.MinValue] : []),
    ...('MaxValue' in parameter ? [parameter.MaxValue] : []),
  ];
  return { values: known, kinds: [kind ?? 'any'] };
}
