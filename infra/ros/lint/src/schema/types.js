// Every resource type that templates are checked against.
import { generatedTypes } from './generated.js';
import { SUPPLEMENT, UNLISTED_ATTRIBUTES } from './supplement.js';

let types;

export function resourceTypes() {
  if (!types) {
    types = { ...SUPPLEMENT, ...generatedTypes() };
    for (const [type, attributes] of Object.entries(UNLISTED_ATTRIBUTES)) {
      types[type].attributes.push(...attributes);
    }
  }
  return types;
}
