/**
 * `embed.js`: defines `<junction-playground>` on someone else's page, and exports the types of what its
 * methods return. It finds its other files by its own address.
 */
import { JunctionPlayground } from './components/junction-playground.ts';

export { JunctionPlayground };
export type { CheckResult } from './session/session.ts';
export type {
  DatabaseInfo,
  QueryError,
  QueryResult,
  ResultSet,
  RunError,
  RunResult,
  Schema,
  SqlValue,
  Statement,
  Table,
} from './engine/protocol.ts';
