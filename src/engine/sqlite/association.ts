import type { Table } from '../protocol.ts';

/**
 * Whether a table is there to join others.
 *
 * What counts is its foreign keys to *other* tables, by their columns: two keys on the same columns are one. With fewer
 * than two it is an `entity`. With two or more it is
 * - an `association-table` when every column belongs to one of them: `teacher_id`, `subject_id` and nothing else, be there
 *   a primary key over them or none, two of them or three, one or several columns each, to one table (`follower_id`,
 *   `followed_id`) or to several;
 * - an `association-object` when it has columns of its own, be it only an `id`, and either the pair is its key (the primary
 *   key or a UNIQUE holds columns of two of them) or no other table refers to it;
 * - an `entity` otherwise: a thing that others refer to, and that happens to refer to two.
 *
 * The last point is a guess that looks cannot settle: an `order` with its customer and its product looks like an
 * association object until something refers to it.
 */
export function kindOf(table: Table, all: readonly Table[]): Table['kind'] {
  const links = linksOf(table);
  if (links.length < 2) return 'entity';
  const linking = new Set(links.flat());
  if (table.columns.every((column) => linking.has(column.name))) return 'association-table';
  const isPair = (key: readonly string[]): boolean => links.filter((link) => link.every((column) => key.includes(column))).length >= 2;
  const referredTo = all.some((other) => other !== table && other.foreignKeys.some((key) => key.table === table.name));
  return [table.primaryKey, ...table.uniques].some(isPair) || !referredTo ? 'association-object' : 'entity';
}

/** The columns of each foreign key to another table, once each. */
function linksOf(table: Table): string[][] {
  const links = new Map<string, string[]>();
  for (const key of table.foreignKeys) if (key.table !== table.name) links.set(key.columns.toSorted().join('\0'), key.columns);
  return [...links.values()];
}
