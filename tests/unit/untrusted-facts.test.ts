import { describe, expect, it } from 'vitest';
import { asFacts } from '../../src/worker/untrusted-facts.ts';
import { schoolFacts } from './facts-fixtures.ts';

describe('facts from the engine', () => {
  it('pass when each of them has its shape', () => {
    const facts = schoolFacts();
    expect(asFacts(facts)).toBe(facts);
  });
  it.each<[string, (facts: ReturnType<typeof schoolFacts>) => unknown]>([
    ['nothing', () => null],
    ['text', () => 'facts'],
    ['half of them', ({ models }) => ({ models })],
    ['a model without columns', (facts) => ({ ...facts, models: { notes: [], models: [{ ...facts.models.models[0], columns: undefined }] } })],
    ['a note that is markup for lit', (facts) => ({ ...facts, models: { ...facts.models, notes: [{ strings: ['<img>'], _$litType$: 1 }] } })],
    ['an object whose value is an object', (facts) => ({ ...facts, objects: { ...facts.objects, objects: [{ ...facts.objects.objects[0], attributes: [{ name: 'x', value: {} }] }] } })],
  ])('do not pass: %s', (_, bend) => {
    expect(() => asFacts(bend(schoolFacts()))).toThrow('something else');
  });
});
