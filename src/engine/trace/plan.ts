import type { Connection } from '../sqlite/connection.ts';
import type { FollowedTable, Via } from './table.ts';
import { bracketOf, firstWord } from './words.ts';
import type { Bracket } from './words.ts';

/** What a statement may do to one table, by the number that the connection gives its database and the table's root page. */
export interface PlannedWrite {
  database: number;
  root: number;
  /** False when rows are only added, and SQLite tells of each: then what was there before need not be known. */
  disturbs: boolean;
  /** The table is emptied in one go, without a word on its rows, or dropped. */
  clears: boolean;
}

/** A table that a statement may write. */
export interface PlannedTable {
  via: Via;
  table: FollowedTable;
  write: PlannedWrite;
}

/** What is known of a statement before it runs. */
export interface Plan {
  /** Which schemas it was made for. */
  version: number;
  word: string;
  bracket: Bracket | undefined;
  writes: PlannedWrite[];
  /** The tables that it may write, with what it may do to each; null until they have been looked up. */
  tables: PlannedTable[] | null;
  /** Tables by the address of their name in SQLite's memory, as they have been met. */
  met: Map<number, FollowedTable>;
  /** CREATE, DROP or ALTER. */
  defines: boolean;
  /** Whether a conflict may make it delete other rows, without a word of SQLite's. */
  replaces: boolean;
  /** Whether it may take back what is not committed. */
  undoes: boolean;
}

const PLANS_KEPT = 500;
const WITHOUT_WRITES = new Set(['pragma', 'attach', 'detach', 'vacuum', 'analyze', 'reindex']);

/** One connection's plans, by the statement's text. */
export class Plans {
  readonly #plans = new Map<string, Plan>();

  of(connection: Connection, sql: string, version: number): Plan {
    const kept = this.#plans.get(sql);
    if (kept?.version === version) return kept;
    const word = firstWord(sql);
    const bracket = bracketOf(sql);
    const plan: Plan = {
      version, word, bracket,
      tables: null, met: new Map(),
      writes: bracket || WITHOUT_WRITES.has(word) ? [] : writesOf(connection, sql),
      defines: word === 'create' || word === 'drop' || word === 'alter',
      replaces: !bracket && /\breplace\b/i.test(sql),
      undoes: /\brollback\b/i.test(sql),
    };
    if (this.#plans.size >= PLANS_KEPT) this.#plans.clear();
    this.#plans.set(sql, plan);
    return plan;
  }
}

const UPDATES = 4; // OPFLAG_ISUPDATE, of Insert

/**
 * What a statement writes, triggers and foreign keys' actions included: read from SQLite's own program for it. `EXPLAIN`
 * lists that program and then those of its triggers, each from an `Init` on, with cursors of its own.
 */
function writesOf(connection: Connection, sql: string): PlannedWrite[] {
  const writes = new Map<string, PlannedWrite>();
  let cursors = new Map<number, PlannedWrite>();
  const write = (database: number, root: number): PlannedWrite => {
    const found = writes.get(`${database} ${root}`) ?? { database, root, disturbs: false, clears: false };
    writes.set(`${database} ${root}`, found);
    return found;
  };
  const statement = connection.prepare(`EXPLAIN ${sql}`);
  if (!statement) return [];
  try {
    while (statement.step()) {
      const [, name, p1, p2, p3, , p5] = statement.row();
      const cursor = cursors.get(Number(p1));
      if (name === 'Init') cursors = new Map();
      else if (name === 'OpenWrite') cursors.set(Number(p1), write(Number(p3), Number(p2)));
      else if (name === 'Clear' || name === 'Destroy') Object.assign(write(Number(name === 'Clear' ? p2 : p3), Number(p1)), { disturbs: true, clears: true });
      else if (cursor && (name === 'Delete' || (name === 'Insert' && Number(p5) & UPDATES))) cursor.disturbs = true;
    }
  } finally {
    statement.finalize();
  }
  return [...writes.values()];
}
