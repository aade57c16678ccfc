import { beforeEach, describe, expect, it } from 'vitest';
import type { Statement } from '../../src/engine/protocol.ts';
import { Store } from '../../src/session/store.ts';
import { TimeTravel } from '../../src/session/time-travel.ts';
import { statement } from './trace-fixtures.ts';

let store: Store;
let time: TimeTravel;

const creates = (id: number, database: string): Statement =>
  statement({ id, database, schema: [{ database, table: 't', now: { name: 't', kind: 'entity', primaryKey: [], foreignKeys: [], uniques: [], indexes: [], rowCount: 0, sql: 't', columns: [] } }] });
const shown = () => [store.state.timeline.stop, store.state.timeline.database];

beforeEach(() => {
  store = new Store();
  time = new TimeTravel(store);
  store.update({ database: 'a.db' });
});

describe('going back in time', () => {
  it('goes to a stop, with the database that it changed in front, and back to now', () => {
    time.begin({ statements: [creates(1, 'a.db'), creates(2, 'b.db')] });
    const seen = [];
    for (const stop of [1, 2, 0, 9, null]) {
      time.goTo(stop);
      seen.push(shown());
    }
    expect(seen).toEqual([[1, 'a.db'], [2, 'b.db'], [0, 'a.db'], [2, 'b.db'], [null, 'b.db']]);
  });

  it('shows another database of the same moment, if it was there', () => {
    time.begin({ statements: [creates(1, 'a.db'), creates(2, 'b.db')] });
    time.goTo(2, 'a.db');
    expect(shown()).toEqual([2, 'a.db']);
    time.goTo(1, 'b.db');
    expect(shown()).toEqual([1, 'a.db']);
  });

  it('follows the prompt, and begins anew with each program', () => {
    time.begin({ statements: [creates(1, 'a.db')] });
    time.goTo(1);
    time.goOn({ statements: [creates(2, 'b.db')] });
    expect([store.state.timeline.history.stops.length, store.state.timeline.stop]).toEqual([3, null]);
    time.begin({ statements: [] });
    expect(store.state.timeline.history.stops).toHaveLength(1);
  });

  it('forgets', () => {
    time.begin({ statements: [creates(1, 'a.db')] });
    time.goTo(1);
    time.forget();
    expect([store.state.timeline.history.stops.length, store.state.timeline.stop]).toEqual([1, null]);
  });
});
