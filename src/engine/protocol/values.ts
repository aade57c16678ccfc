/** What values and names are: types only, imports nothing. */

/** A value as SQLite stores it. `bigint` is an INTEGER beyond ±(2^53 − 1); `Uint8Array` is a BLOB. */
export type SqlValue = number | bigint | string | null | Uint8Array;

/** The name of a database file, as the learner's program names it (`school.db`). */
export type DatabaseName = string;
