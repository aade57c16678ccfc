import type { RowChange, TraceCut } from '../protocol.ts';
import type { FollowedDatabase } from './database.ts';
import type { Plan, PlannedTable, PlannedWrite } from './plan.ts';
import type { FollowedTable, Via } from './table.ts';
import { changesOf, DELETED, difference, hasStranger } from './touches.ts';
import type { Touch } from './touches.ts';

/** What is known of a statement's work on one table. */
interface Work {
  table: FollowedTable;
  write: PlannedWrite;
  touches: readonly Touch[];
  /** False when the statement was refused, and what it had done was mostly taken back. */
  done: boolean;
}

/** Sees to it that a table's rows are known, if there are not too many. */
export function mirror(via: Via, table: FollowedTable): void {
  table.readPending();
  if (table.mirror || table.tooLarge) return;
  table.mirror = table.readAll(via);
  table.tooLarge = table.mirror === null;
}

/** The same of every table. */
export function mirrorAll(via: Via, database: FollowedDatabase): void {
  for (const { name } of database.entries(via).tables.values()) {
    const table = database.table(via, name);
    if (table?.isReadable) mirror(via, table);
  }
}

/**
 * What a statement did to one table: by the rows that SQLite told of, or by comparing all rows where it does not tell of
 * every one. Adds the table to `cut` when there are too many rows to know.
 */
function settle(via: Via, plan: Plan, work: Work, cut: Set<string>): RowChange[] {
  const { table, write, touches, done } = work;
  // What is dropped is told of with the schema.
  if (plan.defines && (write.clears || !table.mirror)) return [];
  if (isUntold(via, plan, work)) {
    const changes = difference(via, table);
    if (!changes) cut.add(table.entry.name);
    else nameCauses(changes, touches);
    return changes ?? [];
  }
  if (touches.length > 0 && table.tooLarge && write.disturbs) cut.add(table.entry.name);
  return changesOf(via, table, touches, !done);
}

/** Whether rows have changed, or may have, of which SQLite said nothing. */
function isUntold(via: Via, plan: Plan, { table, write, touches, done }: Work): boolean {
  if (write.clears || table.withoutRowid || plan.defines) return done;
  if ((plan.replaces || table.replaces) && table.mirror && done && hasReplaced(via, table, touches)) return true;
  return hasStranger(table, touches);
}

/** Whether there are fewer rows than the ones that SQLite told of would leave. */
function hasReplaced(via: Via, table: FollowedTable, touches: readonly Touch[]): boolean {
  const now = new Set<Touch['id']>();
  const gone = new Set<Touch['id']>();
  for (const { id, operation } of touches) {
    (operation === DELETED ? gone : now).add(id);
    (operation === DELETED ? now : gone).delete(id);
  }
  const had = (id: Touch['id']): boolean => table.mirror?.has(id) ?? false;
  const expected = (table.mirror?.size ?? 0) + [...now].filter((id) => !had(id)).length - [...gone].filter(had).length;
  return table.count(via) !== expected;
}

function nameCauses(changes: readonly RowChange[], touches: readonly Touch[]): void {
  const causes = new Map(touches.map(({ id, cause }) => [id, cause]));
  for (const change of changes) {
    const cause = change.rowid === undefined ? undefined : causes.get(change.rowid);
    if (cause) change.cause = cause;
  }
}

/** What a statement did to the rows of its tables. */
export function changesIn(plan: Plan, tables: readonly PlannedTable[], touches: readonly Touch[], done: boolean, cut: Set<string>): RowChange[] {
  const [only] = tables;
  if (tables.length === 1 && only) return settle(only.via, plan, { table: only.table, write: only.write, touches, done }, cut);
  return tables.flatMap(({ via, table, write }) => settle(via, plan, { table, write, touches: touches.filter((touch) => touch.table === table), done }, cut));
}

const NOTHING_CUT: TraceCut = {};

/** What is missing, in a statement's tables and in those named. */
export function cutOf(tables: readonly PlannedTable[], names: ReadonlySet<string>): TraceCut {
  let values = false;
  for (const { table } of tables) {
    values ||= table.hasCut;
    table.hasCut = false;
  }
  if (!values && names.size === 0) return NOTHING_CUT;
  return { ...(names.size > 0 ? { tables: [...names] } : {}), ...(values ? { values: true as const } : {}) };
}
