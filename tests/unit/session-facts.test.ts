import { beforeEach, describe, expect, it } from 'vitest';
import { FactsView } from '../../src/session/facts-view.ts';
import { Store } from '../../src/session/store.ts';
import { FakeEngine, settle } from './fake-engine.ts';
import { schoolFacts } from './facts-fixtures.ts';

let store: Store;
let engine: FakeEngine;
let view: FactsView;

beforeEach(() => {
  store = new Store();
  engine = new FakeEngine({ progress: () => undefined, output: () => undefined, databaseChanged: () => undefined, restarted: () => undefined });
  view = new FactsView(store, () => engine);
});

describe('models and objects', () => {
  it('are said to be looked at until they are there', async () => {
    void view.refresh();
    expect(store.state).toMatchObject({ facts: null, looking: true });
    const facts = schoolFacts();
    engine.looks[0]?.resolve(facts);
    await settle();
    expect(store.state).toMatchObject({ facts, looking: false });
  });

  it('are those of the last look, whichever is answered last', async () => {
    void view.refresh();
    void view.refresh();
    const facts = schoolFacts();
    engine.looks[1]?.resolve(facts);
    await settle();
    engine.looks[0]?.resolve({ ...facts, models: { models: [], notes: ['old'] } });
    await settle();
    expect(store.state.facts).toBe(facts);
  });

  it('stay in sight while they are looked at again, and go with the names', async () => {
    void view.refresh();
    engine.looks[0]?.resolve(schoolFacts());
    await settle();
    void view.refresh();
    expect(store.state.facts).not.toBeNull();
    view.forget();
    engine.looks[1]?.resolve(schoolFacts());
    await settle();
    expect(store.state).toMatchObject({ facts: null, looking: false });
  });

  it('of an engine that cannot tell are none', async () => {
    void view.refresh();
    engine.looks[0]?.reject(new Error('gone'));
    await settle();
    expect(store.state).toMatchObject({ facts: null, looking: false });
  });
});
