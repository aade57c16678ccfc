import { expect, it } from 'vitest';
import type { DatabaseFile } from '../../src/engine/protocol.ts';
import { KeptFiles } from '../../src/worker/kept-files.ts';

const file = (name: string): DatabaseFile => ({ name, bytes: new Uint8Array([1]) });

/** Files that are asked for, and the ways to answer each question. */
function kept() {
  const asked: { answer(files: DatabaseFile[]): void; fail(): void }[] = [];
  const files = new KeptFiles(() => new Promise((answer, reject) => asked.push({ answer, fail: () => reject(new Error('gone')) })));
  return { files, asked };
}

it('asks for nothing while nothing has changed', async () => {
  const { files, asked } = kept();
  expect(await files.current()).toEqual([]);
  files.set([file('a.db')]);
  expect(await files.current()).toEqual([file('a.db')]);
  expect(asked).toEqual([]);
});

it('asks once after a change, however many want to know', async () => {
  const { files, asked } = kept();
  files.changed();
  const both = [files.current(), files.current()];
  asked[0]?.answer([file('b.db')]);
  expect(await Promise.all(both)).toEqual([[file('b.db')], [file('b.db')]]);
  expect(await files.current()).toEqual([file('b.db')]);
  expect(files.last).toEqual([file('b.db')]);
  expect(asked).toHaveLength(1);
});

it('asks again when something changed while the answer was on its way', async () => {
  const { files, asked } = kept();
  files.changed();
  const first = files.current();
  files.changed();
  const second = files.current();
  asked[0]?.answer([file('old.db')]);
  asked[1]?.answer([file('new.db')]);
  expect(await first).toEqual([file('old.db')]);
  expect(await second).toEqual([file('new.db')]);
  expect(files.last).toEqual([file('new.db')]);
});

it('asks again after a failure, and keeps what it saw last', async () => {
  const { files, asked } = kept();
  files.set([file('seen.db')]);
  files.changed();
  const failed = files.current();
  asked[0]?.fail();
  await expect(failed).rejects.toThrow('gone');
  expect(files.last).toEqual([file('seen.db')]);
  void files.current();
  expect(asked).toHaveLength(2);
});

it('takes what an engine was given for what it has, though an older answer is still to come', async () => {
  const { files, asked } = kept();
  files.changed();
  const older = files.current();
  files.set([file('given.db')]);
  asked[0]?.answer([file('older.db')]);
  await older;
  expect(await files.current()).toEqual([file('given.db')]);
  expect(files.last).toEqual([file('given.db')]);
});
