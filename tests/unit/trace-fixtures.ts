import type { Statement } from '../../src/engine/protocol.ts';

/** A statement of a program, as little of it as a test cares about. */
export function statement(change: Partial<Statement> = {}): Statement {
  return { id: 1, sql: 'SELECT 1', parameters: [], rows: 0, ms: 1, kind: 'select', origin: 'program', connection: 1, database: 'junction.db', ...change };
}
