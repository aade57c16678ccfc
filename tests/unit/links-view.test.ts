import { describe, expect, it } from 'vitest';
import type { QueryResult, Schema, Table } from '../../src/engine/protocol.ts';
import type { Engine } from '../../src/session/engine.ts';
import { LinksView } from '../../src/session/links-view.ts';
import { Store } from '../../src/session/store.ts';
import { open, settle, type Open } from './fake-engine.ts';

const links = { foreignKeys: [{}], rowCount: 3 } as unknown as Table;
const schema = (...tables: Table[]): Schema => ({ database: 'a.db', tables, views: [], triggers: [] });
const answer = (...rows: [string, string, number][]): QueryResult => ({ status: 'ok', results: [{ columns: ['table', 'parent', 'count(*)'], rows, truncated: false, sql: '', changes: 0 }], changes: 0, ms: 0 });

function start() {
  const asked: { database: string | undefined; answer: Open<QueryResult> }[] = [];
  const engine = {
    query(_: string, database?: string) {
      asked.push({ database, answer: open<QueryResult>() });
      return asked.at(-1)?.answer.promise;
    },
  } as unknown as Engine;
  const store = new Store();
  new LinksView(store, () => engine);
  return { store, asked };
}

describe('links that lead nowhere', () => {
  it('are counted when the schema is new, and the latest answer counts', async () => {
    const { store, asked } = start();
    store.update({ schema: schema(links) });
    store.update({ schema: schema(links) });
    expect(asked.map(({ database }) => database)).toEqual(['a.db', 'a.db']);
    asked[1]?.answer.resolve(answer(['links', 'a', 2]));
    asked[0]?.answer.resolve(answer(['links', 'a', 9]));
    await settle();
    expect(store.state.dangling).toEqual([{ table: 'links', parent: 'a', rows: 2 }]);
  });

  it('are asked for when a program has ended, not while it runs', () => {
    const { store, asked } = start();
    store.update({ running: 'program' });
    store.update({ schema: schema(links) });
    expect(asked).toHaveLength(0);
    store.update({ running: null });
    expect(asked).toHaveLength(1);
  });

  it('are none where there is nothing to count, too much, or no answer', async () => {
    const { store, asked } = start();
    store.update({ dangling: [{ table: 'links', parent: 'a', rows: 2 }] });
    store.update({ schema: schema({ ...links, rowCount: 100_001 }) });
    await settle();
    expect([asked.length, store.state.dangling]).toEqual([0, []]);
    store.update({ schema: schema(links) });
    asked[0]?.answer.reject(new Error('The engine was replaced.'));
    await settle();
    expect(store.state.dangling).toEqual([]);
  });
});
