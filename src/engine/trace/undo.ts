import type { RowChange } from '../protocol.ts';

/**
 * What an open transaction has changed, so that a rollback can be told as what it is: changes the other way round.
 * Changes must be complete when they are taken back: pending rows are read before.
 */
export class Undo {
  #changes: RowChange[] = [];
  #savepoints: { name: string; at: number }[] = [];

  add(changes: readonly RowChange[]): void {
    for (const change of changes) this.#changes.push(change);
  }

  savepoint(name: string): void {
    this.#savepoints.push({ name: fold(name), at: this.#changes.length });
  }

  release(name: string): void {
    const place = this.#find(name);
    if (place >= 0) this.#savepoints.length = place;
  }

  /** Takes back all that changed since a savepoint, which stays. */
  rollbackTo(name: string): RowChange[] {
    const place = this.#find(name);
    const savepoint = this.#savepoints[place];
    if (!savepoint) return [];
    this.#savepoints.length = place + 1;
    return inverse(this.#changes.splice(savepoint.at));
  }

  rollback(): RowChange[] {
    const changes = this.#changes;
    this.clear();
    return inverse(changes);
  }

  clear(): void {
    this.#changes = [];
    this.#savepoints = [];
  }

  #find(name: string): number {
    return this.#savepoints.findLastIndex((savepoint) => savepoint.name === fold(name));
  }
}

/** The changes that undo others: one per row, the row changed last first. */
export function inverse(changes: readonly RowChange[]): RowChange[] {
  const rows = new Map<string, { first: RowChange; last: RowChange }>();
  for (const change of changes.toReversed()) {
    const id = `${change.database ?? ''}\0${change.table}\0${change.rowid ?? change.key.map(String).join('\0')}`;
    const row = rows.get(id);
    if (row) row.first = change;
    else rows.set(id, { first: change, last: change });
  }
  return [...rows.values()].flatMap(({ first, last }) => {
    const exists = first.operation !== 'insert';
    const existed = last.operation !== 'delete';
    if (!exists && !existed) return [];
    const operation = exists ? (existed ? 'update' : 'insert') : 'delete';
    const { columns, keyColumns, key } = exists ? first : last;
    return [{
      ...(last.database === undefined ? {} : { database: last.database }),
      table: last.table, operation, columns, keyColumns,
      key: first.before && keyColumns.length > 0 ? keyColumns.map((place) => first.before?.[place] ?? null) : key,
      ...(last.rowid === undefined ? {} : { rowid: last.rowid }),
      ...(existed && last.after ? { before: last.after } : {}),
      ...(exists && first.before ? { after: first.before } : {}),
    } satisfies RowChange];
  });
}

function fold(name: string): string {
  return name.toLowerCase();
}
