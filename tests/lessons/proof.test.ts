import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { casesOf, gapsOf } from '../../src/lessons/cases.ts';
import { Engines } from '../../src/build/lessons/engines.ts';
import { prove, type Proof } from '../../src/build/lessons/prove.ts';
import { readLessons } from '../../src/build/lessons/read.ts';

/* As `npm run lessons -- check`: everything that the lessons say about programs is run. */
const lessons = readLessons();
let engines: Engines;
let proofs: Proof[];
beforeAll(async () => {
  engines = await Engines.start();
  proofs = await prove(lessons, engines);
}, 3_600_000);
afterAll(() => engines.close());

describe.each(lessons)('$lesson.title', ({ file, lesson }) => {
  it('lacks nothing', () => {
    expect(gapsOf(lesson)).toEqual([]);
  });

  it.each(casesOf(lesson).map((each, i) => ({ what: `step ${each.step}, ${each.kind}: ${each.name}`, i })))('$what', ({ i }) => {
    const proof = proofs.find((each) => each.file === file);
    expect(proof?.outcomes[i]?.problem).toBe('');
  });
});
