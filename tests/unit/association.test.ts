import { describe, expect, test } from 'vitest';
import type { Table } from '../../src/engine/protocol.ts';
import { kindOf } from '../../src/engine/sqlite/association.ts';

interface Sketch {
  columns: string[];
  keys?: [columns: string, table: string][];
  primary?: string;
  unique?: string;
}

/** `columns` by name; foreign keys as `['a b', 'other']`; keys as column names with blanks between. */
function table(name: string, { columns, keys = [], primary = '', unique = '' }: Sketch): Table {
  const words = (text: string): string[] => text.split(' ').filter(Boolean);
  return {
    name, kind: 'entity', primaryKey: words(primary), uniques: unique ? [words(unique)] : [], indexes: [], rowCount: 0, sql: '',
    columns: columns.map((column) => ({ name: column, type: 'INTEGER', notNull: false, default: null, primaryKey: 0, generated: false })),
    foreignKeys: keys.map(([own, target]) => ({ columns: words(own), table: target, referred: [], onDelete: 'NO ACTION', onUpdate: 'NO ACTION' })),
  };
}

const kind = (sketch: Sketch, ...others: Table[]): Table['kind'] => {
  const tested = table('tested', sketch);
  return kindOf(tested, [tested, ...others]);
};

const PAIR: [string, string][] = [['a', 'left'], ['b', 'right']];
const REFERRING = table('referring', { columns: ['x'], keys: [['x', 'tested']] });

describe('an association table has nothing but foreign keys', () => {
  test.each<[string, Sketch]>([
    ['with the pair as primary key', { columns: ['a', 'b'], keys: PAIR, primary: 'a b' }],
    ['without any key', { columns: ['a', 'b'], keys: PAIR }],
    ['between three', { columns: ['a', 'b', 'c'], keys: [...PAIR, ['c', 'third']], primary: 'a b c' }],
    ['with a composite foreign key', { columns: ['a1', 'a2', 'b'], keys: [['a1 a2', 'left'], ['b', 'right']] }],
    ['to one table, twice', { columns: ['a', 'b'], keys: [['a', 'person'], ['b', 'person']], primary: 'a b' }],
    ['whose foreign keys share a column', { columns: ['t', 'a', 'b'], keys: [['t a', 'left'], ['t b', 'right']] }],
  ])('%s', (_, sketch) => {
    expect(kind(sketch)).toBe('association-table');
    expect(kind(sketch, REFERRING)).toBe('association-table');
  });
});

describe('an association object has columns of its own', () => {
  test.each<[string, Sketch]>([
    ['and the pair as primary key', { columns: ['a', 'b', 'grade'], keys: PAIR, primary: 'a b' }],
    ['and the pair UNIQUE', { columns: ['id', 'a', 'b'], keys: PAIR, primary: 'id', unique: 'a b' }],
    ['and the pair in a longer key', { columns: ['a', 'b', 'year'], keys: PAIR, primary: 'a b year' }],
  ])('%s, even if others refer to it', (_, sketch) => {
    expect(kind(sketch)).toBe('association-object');
    expect(kind(sketch, REFERRING)).toBe('association-object');
  });

  test('be it only an id; but then what others refer to is an entity', () => {
    for (const columns of [['id', 'a', 'b'], ['id', 'name', 'a', 'b']]) {
      expect(kind({ columns, keys: PAIR, primary: 'id' })).toBe('association-object');
      expect(kind({ columns, keys: PAIR, primary: 'id' }, REFERRING)).toBe('entity');
    }
  });
});

describe('an entity', () => {
  test.each<[string, Sketch]>([
    ['has no foreign key', { columns: ['id'] }],
    ['has one', { columns: ['a'], keys: [['a', 'left']] }],
    ['has two on the same column', { columns: ['a'], keys: [['a', 'left'], ['a', 'right']] }],
    ['refers to itself and one other', { columns: ['id', 'boss', 'a'], keys: [['boss', 'tested'], ['a', 'left']] }],
    ['refers to itself twice', { columns: ['id', 'mother', 'father'], keys: [['mother', 'tested'], ['father', 'tested']] }],
  ])('%s', (_, sketch) => {
    expect(kind(sketch)).toBe('entity');
  });
});
