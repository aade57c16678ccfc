import type { Page } from '@playwright/test';
import type { RowsRequest, RowsResult, Schema } from '../../../src/engine/protocol.ts';
import { statement } from '../../unit/trace-fixtures.ts';
import { serveHarness } from '../harness/serve.ts';
import { test as watched } from '../site.ts';

/** A test on pages that hold one panel and nothing else. */
export const test = watched.extend<object, { harness: Awaited<ReturnType<typeof serveHarness>> }>({
  harness: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the pattern
    async ({}, use) => {
      const harness = await serveHarness();
      await use(harness);
      await harness.close();
    },
    { scope: 'worker' },
  ],
  baseURL: ({ harness }, use) => use(harness.address),
});

/** Opens the page of a panel, by its tag. */
export function open(page: Page, tag: string): Promise<unknown> {
  return page.goto(`?tag=${tag}`);
}

/** Sets properties of the panel. */
export async function set(page: Page, properties: object): Promise<void> {
  await page.locator('#panel').evaluate((panel, values) => void Object.assign(panel, values), properties);
}

/** What the panel has told its surroundings, of one kind. */
export function told(page: Page, type: string): Promise<unknown[]> {
  return page.evaluate((name) => (window as unknown as { told: { type: string; detail: unknown }[] }).told.filter((event) => event.type === name).map(({ detail }) => detail), type);
}

/** A program with something of everything that is coloured. */
export const program = 'class A:\n    x = 1  # one\n\n@tag\ndef f():\n    return len("text"), 1.5\n';

/** What a run recorded: `create_all`, a commit, N+1 and a transaction that is still open. */
export const school = {
  program: 'app = 1\ndb.create_all()\nann = Teacher()\ndb.session.add(ann)\ndb.session.commit()\nfor t in Teacher.query.all(): print(t.students)',
  statements: [
    statement({ id: 1, sql: 'CREATE TABLE teachers (\n\tid INTEGER NOT NULL, \n\tPRIMARY KEY (id)\n)', kind: 'ddl', origin: 'create_all', line: 2, call: 'db.create_all()' }),
    statement({ id: 2, sql: 'BEGIN', kind: 'transaction', line: 5, event: 2, transaction: 1 }),
    statement({ id: 3, sql: 'INSERT INTO teachers (name) VALUES (?)', kind: 'insert', parameters: ['Ann'], rows: 1, line: 5, event: 2, transaction: 1, changes: [{ table: 'teachers', operation: 'insert', columns: ['id'], keyColumns: [0], key: [1], after: [1] }] }),
    statement({ id: 4, sql: 'COMMIT', kind: 'transaction', line: 5, event: 1, transaction: 1 }),
    statement({ id: 5, sql: 'SELECT id FROM teachers', line: 6, event: 3, rows: 3 }),
    ...[1, 2, 3].map((key) => statement({ id: 5 + key, sql: 'SELECT students.id FROM students WHERE students.teacher = ?', parameters: [key], line: 6, event: 3 + key, rows: 1 })),
    statement({ id: 9, sql: 'INSERT INTO teachers (id) VALUES (?)', kind: 'insert', parameters: [1], input: 0, event: 8, transaction: 2, error: 'UNIQUE constraint failed' }),
  ],
  events: [
    { id: 1, kind: 'commit', session: 1, line: 5 }, { id: 2, kind: 'flush', session: 1, parent: 1, line: 5 },
    { id: 3, kind: 'query', session: 1, entity: 'Teacher', line: 6, call: 'Teacher.query.all()' },
    ...[4, 5, 6].map((id) => ({ id, kind: 'lazy-load', session: 1, entity: 'Teacher', attribute: 'Teacher.students', line: 6, call: 't.students' })),
    { id: 7, kind: 'query', session: 1, entity: 'Teacher', input: 0, call: 'Teacher.query.first()' }, { id: 8, kind: 'autoflush', session: 1, parent: 7, input: 0 },
  ],
  transactions: [
    { id: 1, connection: 1, database: 'junction.db', first: 2, last: 4, fate: 'committed' },
    { id: 2, connection: 1, database: 'junction.db', first: 9, fate: 'open' },
  ],
};

/** Makes the data panel show tables whose rows are computed; what is asked for is kept in `window.asked`. */
export async function openData(page: Page, rows: number): Promise<void> {
  await open(page, 'junction-data');
  await page.locator('#panel').evaluate((panel, total) => {
    const column = (name: string, primaryKey: number) => ({ name, type: 'INTEGER', notNull: true, default: null, primaryKey, generated: false });
    const table = { kind: 'entity' as const, foreignKeys: [], uniques: [], indexes: [], sql: '' };
    const key = (name: string, target: string) => ({ columns: [name], table: target, referred: ['id'], onDelete: '', onUpdate: '' });
    const schema: Schema = {
      database: 'a.db',
      views: [],
      triggers: [],
      tables: [
        { ...table, name: 'links', kind: 'association-table', columns: [column('a_id', 1), column('b_id', 2)], primaryKey: ['a_id', 'b_id'], foreignKeys: [key('a_id', 'a'), key('b_id', 'b')], rowCount: total },
        { ...table, name: '<b>empty</b>', columns: [column('id', 1)], primaryKey: ['id'], rowCount: 0 },
      ],
    };
    const asked: { request: RowsRequest; answer(rows?: number): void }[] = [];
    const state = { asked, hold: false, plus: 0 };
    Object.assign(window, { data: state });
    const loadRows = (request: RowsRequest): Promise<RowsResult> =>
      new Promise((resolve) => {
        const size = request.table === 'links' ? total : 0;
        const count = Math.max(0, Math.min(request.limit, size - request.offset));
        const answer = (): void => {
          // Two integers of 64 bits in each row, as the engine packs them.
          const slots = new Int32Array(count * 4);
          for (let i = 0; i < count; i++) slots.set([request.offset + i + 1 + state.plus, 0, 7, 0], i * 4);
          const packed = { columns: 2, count, kinds: new Uint8Array(count * 2).fill(1).buffer, slots: slots.buffer, bytes: new ArrayBuffer() };
          resolve({ status: 'ok', columns: ['a_id', 'b_id'], total: size, rows: packed });
        };
        asked.push({ request, answer });
        if (!state.hold) answer();
      });
    Object.assign(panel, { databases: [{ name: 'a.db', file: true, tables: 2, size: 1, uncommitted: false }], database: 'a.db', schema, version: 1, loadRows });
  }, rows);
}
