// Parameters that make a difference: every value that a condition asks for, one or two at a time.
import { functionOf, walk } from '../functions.js';
import { Stack } from './stack.js';

/** Stacks of a template whose conditions take, in pairs, every way that parameters can bring about. */
export function stacksOf(template) {
  const choices = Object.entries(choicesIn(template)).flatMap(([name, values]) => values.map((value) => ({ [name]: value })));
  const sets = [{}, ...choices, ...choices.flatMap((one, index) => choices.slice(index + 1)
    .filter((other) => Object.keys(one)[0] !== Object.keys(other)[0]).map((other) => ({ ...one, ...other })))];
  const different = new Map();
  for (const given of sets) {
    const stack = stackOrNothing(template, given);
    if (stack) {
      different.set(JSON.stringify([stack.conditions, ...numbersOf(stack)]), stack);
    }
  }
  return [...different.values()];
}

/** A value that the template itself refuses is another rule's affair. */
function stackOrNothing(template, given) {
  try {
    return new Stack(template, given);
  } catch {
    return undefined;
  }
}

const numbersOf = (stack) => Object.entries(stack.template.parameters)
  .filter(([, each]) => each.Type === 'Number').map(([name]) => stack.parameters[name]);

function choicesIn(template) {
  const choices = {};
  walk(template.conditions, (value) => {
    const [subject, other] = functionOf(value) === 'Fn::Equals' ? value['Fn::Equals'] : [];
    if (subject?.Ref in template.parameters && functionOf(other) === undefined) {
      choices[subject.Ref] = new Set([...(choices[subject.Ref] ?? []), other]);
    }
  });
  return Object.fromEntries(Object.entries(choices).map(([name, compared]) =>
    [name, [...new Set([...compared, ...othersThan(template.parameters[name])])].filter((each) => each !== template.parameters[name].Default)]));
}

function othersThan({ Type: type, AllowedValues: allowed, MinValue: min = 1, MaxValue: max = 3 }) {
  if (allowed) {
    return allowed;
  }
  return type === 'Boolean' ? [true, false] : type === 'Number' ? [min, max] : ['given'];
}
