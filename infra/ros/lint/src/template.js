// A ROS template as data, with the line of every value for the findings.
import { readFileSync } from 'node:fs';
import { LineCounter, parseDocument } from 'yaml';

/** A template that cannot be read at all; the message says where and why. */
export class UnreadableTemplate extends Error {}

export function loadTemplate(file) {
  return parseTemplate(readFileSync(file, 'utf8'), file);
}

export function parseTemplate(text, file = 'template') {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, customTags: SHORT_FORMS, uniqueKeys: true });
  if (document.errors.length > 0) {
    throw new UnreadableTemplate(`${file}: ${document.errors[0].message}`);
  }
  const data = document.toJS({ maxAliasCount: 100 });
  if (data === null || typeof data !== 'object' || Array.isArray(data)) {
    throw new UnreadableTemplate(`${file}: is not a template`);
  }
  return {
    file,
    text,
    data,
    parameters: data.Parameters ?? {},
    mappings: data.Mappings ?? {},
    conditions: data.Conditions ?? {},
    resources: data.Resources ?? {},
    outputs: data.Outputs ?? {},
    metadata: data.Metadata ?? {},
    document,
    // The one empty value that says something: the console's designer arranges everything itself.
    mayBeEmpty: (key) => String(key) === 'ALIYUN::ROS::Composer',
    lineOfNode: (node) => (node?.range ? lines.linePos(node.range[0]).line : 1),
    lineOf: (path) => lineOf(document, lines, path),
  };
}

/** The line of a value, or of the nearest thing around it that has one. */
function lineOf(document, lines, path) {
  for (let length = path.length; length > 0; length--) {
    const node = document.getIn(path.slice(0, length), true);
    if (node?.range) {
      return lines.linePos(node.range[0]).line;
    }
  }
  return 1;
}

// !Ref X and the like, which mean what the long forms mean.
const SHORT_FORMS = [
  ['!Ref', 'Ref'],
  ...['GetAtt', 'Sub', 'Join', 'Select', 'If', 'Equals', 'And', 'Or', 'Not', 'FindInMap', 'Split', 'Replace', 'Add'].map(
    (name) => [`!${name}`, `Fn::${name}`],
  ),
].flatMap(([tag, key]) => [
  { tag, resolve: (text) => ({ [key]: tag === '!GetAtt' ? text.split('.') : text }) },
  { tag, collection: 'seq', resolve: (sequence) => ({ [key]: sequence.toJSON() }) },
  { tag, collection: 'map', resolve: (map) => ({ [key]: map.toJSON() }) },
]);
