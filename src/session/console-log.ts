import type { ConsoleEntry } from './state.ts';

/**
 * How much the console shows: a little more than what one run may print (the engine sends a million
 * characters and the last of the rest). What is older is dropped from the start.
 */
export const consoleLimits = { entries: 2_000, characters: 1_050_000 } as const;

/** Consecutive output is kept in entries of about this many characters, so that an update stays small. */
const entrySize = 4_096;

export interface ConsoleLog {
  readonly entries: readonly ConsoleEntry[];
  /** Characters dropped from the start. */
  readonly truncated: number;
}

export const emptyLog: ConsoleLog = { entries: [], truncated: 0 };

/**
 * The log with `added` at its end. Output continues the entry before it when that one is of the same
 * kind and is small or ends within a line, so that no line is ever broken between two entries.
 */
export function append(log: ConsoleLog, added: ConsoleEntry): ConsoleLog {
  if (added.text === '' && added.kind !== 'input') return log;
  const last = log.entries.at(-1);
  const continues =
    last !== undefined &&
    last.kind === added.kind &&
    (added.kind === 'stdout' || added.kind === 'stderr') &&
    (!last.text.endsWith('\n') || last.text.length < entrySize);
  const entries = continues
    ? [...log.entries.slice(0, -1), { ...last, text: last.text + added.text }]
    : [...log.entries, added];
  return cut(entries, log.truncated);
}

/** Drops whole entries from the start until the limits hold; a single entry over the limit loses its start. */
function cut(entries: ConsoleEntry[], truncated: number): ConsoleLog {
  let size = entries.reduce((sum, entry) => sum + entry.text.length, 0);
  let first = 0;
  while (
    entries.length - first > 1 &&
    (size > consoleLimits.characters || entries.length - first > consoleLimits.entries)
  ) {
    const length = entries[first]?.text.length ?? 0;
    size -= length;
    truncated += length;
    first += 1;
  }
  const kept = entries.slice(first);
  const only = kept[0];
  if (only !== undefined && size > consoleLimits.characters) {
    const excess = size - consoleLimits.characters;
    kept[0] = { ...only, text: only.text.slice(excess) };
    truncated += excess;
  }
  return { entries: kept, truncated };
}
