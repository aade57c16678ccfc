import type { ForeignKey, Schema, Table } from '../engine/protocol.ts';

/** One foreign key, read as a relationship between rows. */
export interface Relationship {
  /** The table that holds the foreign key. */
  child: Table;
  key: ForeignKey;
  /** The referred table; null when the schema has no table of that name. */
  parent: Table | null;
  /** The referred table's name: its own spelling, or the foreign key's when it is missing. */
  parentName: string;
  /** Every child row has a parent: no column of the key may be NULL. */
  required: boolean;
  /** A parent has at most one child row: the key's columns hold a unique set of columns. */
  single: boolean;
  /** The key is part of the child's primary key: a child row cannot be told apart without its parent. */
  identifying: boolean;
}

/** An association and the tables it joins, in the order of its foreign keys. */
export interface ManyToMany {
  through: Table;
  ends: Relationship[];
}

/** Every foreign key of the schema, in the order of tables and declarations. */
export function relationshipsOf(schema: Schema): Relationship[] {
  const byName = new Map(schema.tables.map((table) => [fold(table.name), table]));
  return schema.tables.flatMap((child) =>
    child.foreignKeys.map((key): Relationship => {
      const parent = byName.get(fold(key.table)) ?? null;
      return {
        child,
        key,
        parent,
        parentName: parent?.name ?? key.table,
        required: key.columns.every((name) => isRequired(child, name)),
        single: uniqueSets(child).some((set) => isSubset(set, key.columns)),
        identifying: key.columns.length > 0 && isSubset(key.columns, child.primaryKey),
      };
    }),
  );
}

/** The associations among `all`: tables of a linking kind that refer to two or more rows. */
export function manyToManyOf(all: readonly Relationship[]): ManyToMany[] {
  const links = new Map<Table, Relationship[]>();
  for (const one of all) {
    if (one.child.kind !== 'entity') links.set(one.child, [...(links.get(one.child) ?? []), one]);
  }
  return [...links].filter(([, ends]) => ends.length >= 2).map(([through, ends]) => ({ through, ends }));
}

/** Whether two SQL names are one: SQLite folds the case of ASCII letters only. */
export function sameName(a: string, b: string): boolean {
  return fold(a) === fold(b);
}

/** The unique sets of a table that span more than one column, its primary key left out. */
export function compositeUniques(table: Table): string[][] {
  return wholeUniques(table).filter((set) => set.length > 1);
}

/** Whether the column alone is UNIQUE, other than by being the primary key. */
export function isUniqueAlone(table: Table, column: string): boolean {
  return wholeUniques(table).some((set) => set.length === 1 && set.every((name) => sameName(name, column)));
}

/** Whether an association stores a pair at most once. */
export function pairIsUnique(through: Table, ends: readonly Relationship[]): boolean {
  const pair = ends.flatMap((end) => end.key.columns);
  return uniqueSets(through).some((set) => isSubset(set, pair));
}

/** A primary key is read as NOT NULL, as SQL means it, though SQLite lets NULL into some. */
function isRequired(table: Table, name: string): boolean {
  const column = table.columns.find((one) => sameName(one.name, name));
  return column !== undefined && (column.notNull || column.primaryKey > 0);
}

function uniqueSets(table: Table): string[][] {
  const sets = wholeUniques(table);
  return table.primaryKey.length > 0 ? [table.primaryKey, ...sets] : sets;
}

/** A partial unique index says nothing about the rows outside it, so it makes no key. */
function wholeUniques(table: Table): string[][] {
  const named = table.indexes.filter((index) => index.unique);
  return table.uniques.filter((set) => {
    const same = named.filter((index) => index.columns.join('\0') === set.join('\0'));
    return set.length > 0 && (same.length === 0 || same.some((index) => !index.partial));
  });
}

function isSubset(some: readonly string[], all: readonly string[]): boolean {
  const names = new Set(all.map(fold));
  return some.every((name) => names.has(fold(name)));
}

function fold(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase());
}
