import { SqliteError } from './error.ts';
import type { Files } from './files.ts';

/** Bytes of a file that may be imported. */
const IMPORT_LIMIT = 50 * 1024 * 1024;

const MAGIC = 'SQLite format 3\0';
const WAL_FORMAT = 2;
/** Findings of `quick_check` about rows that break their table's rules: odd, but not damage. */
const ODD_ROW = /^(NULL value|CHECK constraint failed|NUMERIC value|TEXT value|non-\w+ value|row \d+ missing)/;

/**
 * Whether bytes are a sound SQLite database. Answers the bytes to use (a WAL file's header is set back to the plain
 * journal, which works without the `-wal` file beside it), or what is wrong with them.
 */
export function checkImport(bytes: Uint8Array, files: Files): Uint8Array | { problem: string } {
  if (bytes.length === 0) return { problem: 'This file is empty.' };
  if (bytes.length > IMPORT_LIMIT) return { problem: `This file has ${Math.ceil(bytes.length / 1048576)} MB; up to 50 MB can be imported.` };
  if (String.fromCharCode(...bytes.subarray(0, MAGIC.length)) !== MAGIC) return { problem: 'This is not an SQLite database file.' };
  const copy = bytes.slice();
  for (const at of [18, 19]) if (copy[at] === WAL_FORMAT) copy[at] = 1;
  try {
    const finding = files.withLoaded(copy, (connection) => {
      connection.exec('PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA ignore_check_constraints = ON');
      return connection.all('PRAGMA quick_check(20)').map(([line]) => String(line)).find((line) => line !== 'ok' && !ODD_ROW.test(line));
    });
    return finding === undefined ? copy : { problem: `This database file is damaged: ${finding.split('\n').at(-1)}.` };
  } catch (error) {
    if (!(error instanceof SqliteError)) throw error;
    return { problem: `This database file is damaged: ${error.message}.` };
  }
}
