import type { Schema, Table } from '../engine/protocol.ts';
import { manyToManyOf, pairIsUnique, sameName, type ManyToMany, type Relationship } from './relationships.ts';

/** An association table that can be drawn as one line between the two tables that it joins. */
export interface LogicalLink extends ManyToMany {
  ends: [Relationship, Relationship];
  /** What a line cannot show: `pairs can repeat`. */
  notes: string[];
}

/**
 * The many-to-many relationships of a schema as they are meant: each association table of two ends is one line.
 * Those of three or more, those that something refers to, and association objects stay tables.
 */
export function logicalLinks(schema: Schema, all: readonly Relationship[]): LogicalLink[] {
  return manyToManyOf(all).flatMap(({ through, ends }) => {
    const [first, second, third] = distinct(ends);
    const joinsTwo = first !== undefined && second !== undefined && third === undefined;
    if (!joinsTwo || through.kind !== 'association-table' || isReferred(schema, through)) return [];
    if (first.parent === null || second.parent === null || [first.parent, second.parent].some((parent) => parent.kind === 'association-table')) return [];
    return [{ through, ends: [first, second], notes: notesOf(through, first, second) }];
  });
}

/** Two keys on the same columns are one end. */
function distinct(ends: readonly Relationship[]): Relationship[] {
  return ends.filter((end, index) => !ends.slice(0, index).some((other) => other.key.columns.toSorted().join('\0') === end.key.columns.toSorted().join('\0')));
}

function isReferred(schema: Schema, through: Table): boolean {
  return schema.tables.some((table) => table.foreignKeys.some((key) => sameName(key.table, through.name)));
}

function notesOf(through: Table, first: Relationship, second: Relationship): string[] {
  return [
    ...(pairIsUnique(through, [first, second]) ? [] : ['pairs can repeat']),
    ...(first.required && second.required ? [] : ['an end can be NULL']),
  ];
}
