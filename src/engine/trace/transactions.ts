import type { Statement, Transaction } from '../protocol.ts';
import { bracketOf } from './words.ts';

/** What is needed of a statement to see transactions begin and end. */
type Seen = Pick<Statement, 'id' | 'sql' | 'kind' | 'connection' | 'database' | 'error'>;

/** The transactions and savepoints of a program, seen from its statements as they are sent. */
export class Brackets {
  /** Open ones by connection, the innermost last. */
  readonly #open = new Map<number, Transaction[]>();
  /** Transactions that a SAVEPOINT began, by its name: RELEASE commits those. */
  readonly #openers = new WeakMap<Transaction, string>();
  readonly #told = new Set<Transaction>();
  #last = 0;

  /** Takes the next statement; the id of the innermost transaction that it ran in. `gone`: SQLite took everything back by itself. */
  follow(statement: Seen, gone: boolean): number | undefined {
    const open = this.#open.get(statement.connection) ?? [];
    this.#open.set(statement.connection, open);
    const inside = open.at(-1);
    if (gone) {
      this.#end(open, 0, 'rolled back', statement);
      return inside?.id;
    }
    const bracket = statement.kind === 'transaction' && statement.error === undefined ? bracketOf(statement.sql) : undefined;
    switch (bracket?.verb) {
      case undefined: return inside?.id;
      case 'begin': return this.#begin(open, statement).id;
      case 'savepoint':
        // Outside any transaction it begins one.
        if (!inside) this.#openers.set(this.#begin(open, statement), bracket.name.toLowerCase());
        return this.#begin(open, statement, bracket.name).id;
      case 'commit': return this.#end(open, 0, 'committed', statement);
      case 'rollback': return this.#end(open, 0, 'rolled back', statement);
      case 'release': return this.#release(open, bracket.name, statement);
      // The savepoint stays in SQLite, but whoever goes back to it is done with it.
      case 'rollback to': return this.#end(open, savepointAt(open, bracket.name), 'rolled back', statement);
    }
  }

  /** Those that began, ended or are open since the last call. */
  take(): Transaction[] {
    const taken = [...new Set([...[...this.#open.values()].flat(), ...this.#told])].sort((a, b) => a.id - b.id);
    this.#told.clear();
    return taken.map((transaction) => ({ ...transaction }));
  }

  #begin(open: Transaction[], { id, connection, database }: Seen, savepoint?: string): Transaction {
    const parent = open.at(-1);
    const begun: Transaction = {
      id: ++this.#last, connection, database, first: id, fate: 'open',
      ...(savepoint === undefined ? {} : { savepoint }), ...(parent ? { parent: parent.id } : {}),
    };
    open.push(begun);
    return begun;
  }

  #release(open: Transaction[], name: string, statement: Seen): number | undefined {
    const [outermost] = open;
    const place = savepointAt(open, name);
    const ended = this.#end(open, place, 'committed', statement);
    if (place > 1 || !outermost || this.#openers.get(outermost) !== name.toLowerCase()) return ended;
    this.#end(open, 0, 'committed', statement);
    return ended;
  }

  /** Ends all from a place inwards; the id of the outermost of them. */
  #end(open: Transaction[], place: number, fate: 'committed' | 'rolled back', { id }: Seen): number | undefined {
    if (place < 0) return open.at(-1)?.id;
    const ended = open.splice(place);
    for (const transaction of ended) {
      Object.assign(transaction, { fate, last: id });
      this.#told.add(transaction);
    }
    return ended[0]?.id;
  }
}

function savepointAt(open: readonly Transaction[], name: string): number {
  return open.findLastIndex(({ savepoint }) => savepoint?.toLowerCase() === name.toLowerCase());
}
