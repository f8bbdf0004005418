// The functions that a template may call, and a walk over them.

const STRING = 'string';
const LIST = 'list';
const NUMBER = 'number';
const BOOLEAN = 'boolean';

/** What a function gives, where that does not depend on its arguments. */
export const RESULT = {
  'Fn::Join': STRING,
  'Fn::Sub': STRING,
  'Fn::Base64Encode': STRING,
  'Fn::Base64Decode': STRING,
  'Fn::Replace': STRING,
  'Fn::Str': STRING,
  'Fn::FormatTime': STRING,
  'Fn::Indent': STRING,
  'Fn::Split': LIST,
  'Fn::GetAZs': LIST,
  'Fn::ListMerge': LIST,
  'Fn::Add': undefined, // adds lists and maps as well as numbers
  'Fn::Calculate': NUMBER,
  'Fn::Length': NUMBER,
  'Fn::Avg': NUMBER,
  'Fn::Max': NUMBER,
  'Fn::Min': NUMBER,
  'Fn::Equals': BOOLEAN,
  'Fn::And': BOOLEAN,
  'Fn::Or': BOOLEAN,
  'Fn::Not': BOOLEAN,
  'Fn::Contains': BOOLEAN,
  'Fn::Any': BOOLEAN,
  'Fn::EachMemberIn': BOOLEAN,
  'Fn::MatchPattern': BOOLEAN,
  'Fn::If': undefined,
  'Fn::Select': undefined,
  'Fn::FindInMap': undefined,
  'Fn::GetAtt': undefined,
  'Fn::GetJsonValue': undefined,
  'Fn::GetStackOutput': undefined,
  'Fn::MergeMapToList': LIST,
  'Fn::SelectMapList': LIST,
  'Fn::Index': NUMBER,
  'Fn::Jq': undefined,
  'Fn::MarketplaceImage': STRING,
  Ref: undefined,
};

/** The name of the function that this value calls, or undefined for a plain value. */
export function functionOf(value) {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) {
    return undefined;
  }
  const keys = Object.keys(value);
  return keys.length === 1 && (keys[0] === 'Ref' || keys[0].startsWith('Fn::')) ? keys[0] : undefined;
}

/** Calls visit(value, path) for this value and everything in it, from the outside inwards. */
export function walk(value, visit, path = []) {
  visit(value, path);
  if (value !== null && typeof value === 'object') {
    for (const [key, inner] of Object.entries(value)) {
      walk(inner, visit, [...path, Array.isArray(value) ? Number(key) : key]);
    }
  }
}

/** The names in ${…} of a text for Fn::Sub; ${!Name} stands for itself. */
export function namesIn(text) {
  return [...text.matchAll(/\$\{([^}!][^}]*)\}/g)].map((match) => match[1].trim());
}

/** An Fn::Sub as its text and the names that it brings along. */
export function substitution(argument) {
  return Array.isArray(argument) ? { text: String(argument[0]), own: argument[1] ?? {} } : { text: String(argument), own: {} };
}

/**
 * Everything that a value refers to: { name, attribute?, path }, where the path leads to the reference. Names that an
 * Fn::Sub brings along are not among them, but what those stand for is.
 */
export function referencesIn(value, path = []) {
  const found = [];
  walk(
    value,
    (inner, at) => {
      const name = functionOf(inner);
      const argument = name && inner[name];
      if (name === 'Ref') {
        found.push({ name: String(argument), path: at });
      } else if (name === 'Fn::GetAtt') {
        const [resource, attribute] = Array.isArray(argument) ? argument : String(argument).split('.');
        found.push({ name: String(resource), attribute: attribute ?? '', path: at });
      } else if (name === 'Fn::Sub') {
        const { text, own } = substitution(argument);
        if (functionOf(own) !== undefined) {
          return; // which names a function brings along is not known here
        }
        for (const reference of namesIn(text).filter((each) => !(each in own))) {
          const [resource, attribute] = reference.split('.');
          found.push({ name: resource, attribute, path: at });
        }
      }
    },
    path,
  );
  return found;
}

export const PSEUDO_PARAMETERS = new Set(
  ['StackId', 'StackName', 'Region', 'AccountId', 'TenantId', 'ResourceGroupId', 'NoValue', 'Index'].map(
    (name) => `ALIYUN::${name}`,
  ),
);
