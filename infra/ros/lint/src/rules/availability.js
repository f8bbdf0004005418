// Nothing may refer to a resource in a case in which its condition keeps it away.
import { walkAssuming, worlds } from '../conditions.js';
import { functionOf, referencesIn } from '../functions.js';

export function checkAvailability(template, report) {
  const cases = worlds(template.conditions);
  const check = (value, path, condition) => {
    walkAssuming(
      value,
      (inner, at, assumed) => {
        if (!['Ref', 'Fn::GetAtt', 'Fn::Sub'].includes(functionOf(inner))) {
          return;
        }
        // What an Fn::Sub brings along is walked to by itself, with its own assumptions.
        const direct = functionOf(inner) === 'Fn::Sub' && Array.isArray(inner['Fn::Sub']) ? withoutValues(inner) : inner;
        for (const { name } of referencesIn(direct)) {
          const needed = template.resources[name]?.Condition;
          const all = condition === undefined ? assumed : { ...assumed, [condition]: true };
          if (needed !== undefined && cases.some((world) => agrees(world, all) && !world[needed])) {
            report(at, `${name} is there only if ${needed}, but this is there in other cases as well`);
          }
        }
      },
      path,
    );
  };
  for (const [id, resource] of Object.entries(template.resources)) {
    check(resource.Properties ?? {}, ['Resources', id, 'Properties'], resource.Condition);
  }
  for (const [id, output] of Object.entries(template.outputs)) {
    check(output.Value, ['Outputs', id, 'Value'], output.Condition);
  }
}

function withoutValues(sub) {
  const [text, own] = sub['Fn::Sub'];
  return { 'Fn::Sub': [text, Object.fromEntries(Object.keys(own ?? {}).map((key) => [key, '']))] };
}

const agrees = (world, assumed) => Object.entries(assumed).every(([name, value]) => world[name] === value);
