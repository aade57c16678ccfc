import type { Engine } from './engine.ts';
import type { SessionState } from './state.ts';
import type { Store } from './store.ts';

/** Rows with foreign keys beyond which nobody counts: the answer must not keep the engine from its work. */
const mostRows = 100_000;
/** Links by table and by the table that they should lead to. */
const question = 'SELECT "table", parent, count(*) FROM pragma_foreign_key_check GROUP BY 1, 2';

/** Keeps count of the links that lead nowhere in the shown database, as committed; not while a program runs. */
export class LinksView {
  /** Number of the last question: an answer counts while its number is the last. */
  #turn = 0;

  constructor(
    private readonly store: Store,
    private readonly engine: () => Engine | null,
  ) {
    store.subscribe((now, before) => {
      if (now.running === null && (now.schema !== before.schema || before.running !== null)) void this.#refresh(now);
    });
  }

  async #refresh({ schema, dangling }: SessionState): Promise<void> {
    const turn = ++this.#turn;
    const engine = this.engine();
    const linked = schema?.tables.filter((table) => table.foreignKeys.length > 0) ?? [];
    const rowCount = linked.reduce((sum, table) => sum + table.rowCount, 0);
    const answer = engine !== null && rowCount > 0 && rowCount <= mostRows ? await engine.query(question, schema?.database).catch(() => null) : null;
    if (turn !== this.#turn) return;
    const rows = answer?.results[0]?.rows ?? [];
    if (rows.length === 0 && dangling.length === 0) return;
    this.store.update({ dangling: rows.map(([table, parent, count]) => ({ table: String(table), parent: String(parent), rows: Number(count) })) });
  }
}
