// A sample of the faults that can be put into the template. All of them, counted: npm run mutants
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isFound, mutants } from '../src/mutants.js';

const ONE_IN = 61;

test('of the faults that can be put into the template, nine in ten are found at least', () => {
  const tried = mutants().filter((each, index) => index % ONE_IN === 0);
  const missed = tried.filter(({ copy }) => isFound(copy) === undefined);
  assert.ok(tried.length > 25, 'there are faults to try');
  assert.ok(missed.length * 10 <= tried.length, missed.map(({ kind, what }) => `${kind}: ${what}`).join('\n'));
});
