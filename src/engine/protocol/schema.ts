/** A database's schema: types only, imports nothing but its neighbours. */
import type { DatabaseName } from './values.ts';

/** The schema as SQLite's introspection tells it. */
export interface Schema {
  database: DatabaseName;
  tables: Table[];
  views: { name: string; columns: string[]; sql: string }[];
  triggers: { name: string; table: string; sql: string }[];
}

export interface Table {
  name: string;
  /** `association-table`: nothing but foreign keys to two or more rows; `association-object`: with columns of its own. */
  kind: 'entity' | 'association-table' | 'association-object';
  columns: Column[];
  /** Column names, in key order; empty when the table has none. */
  primaryKey: string[];
  foreignKeys: ForeignKey[];
  /** Each UNIQUE constraint or unique index: its columns. The primary key is not among them. */
  uniques: string[][];
  indexes: { name: string; columns: (string | null)[]; unique: boolean; partial: boolean }[];
  rowCount: number;
  sql: string;
}

export interface Column {
  name: string;
  /** As declared, e.g. `VARCHAR(80)`; empty when none was. */
  type: string;
  notNull: boolean;
  /** Default as SQL text; null when there is none. */
  default: string | null;
  /** Place in the primary key, from 1; 0 when not in it. */
  primaryKey: number;
  generated: boolean;
}

export interface ForeignKey {
  columns: string[];
  table: string;
  /** Referred columns; the referred table's primary key where the declaration names none. */
  referred: string[];
  onDelete: string;
  onUpdate: string;
}
