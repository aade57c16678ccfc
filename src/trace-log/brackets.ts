import type { Transaction } from '../engine/protocol.ts';
import type { LogItem } from './log.ts';

type Fate = Transaction['fate'];

/** What became of an item's work in the end, with everything that its transaction was in; null outside of all. */
export function fateOf({ transactions }: LogItem): Fate | null {
  const last = transactions.at(-1);
  return last ? fateWithin(last, transactions) : null;
}

/** What an item says of the transactions that begin and end with it: `transaction 1 begins: rolled back later`. */
export function bracketWords({ begins, ends, transactions }: LogItem): string[] {
  const told = (one: Transaction): string => fateWords(one, fateWithin(one, transactions));
  return [
    ...begins.map((one) => `${nameOf(one)} begins${ends.includes(one) && one.fate !== 'open' ? ' and ends' : ''}: ${told(one)}`),
    ...ends.filter((one) => one.fate !== 'open' && !begins.includes(one)).map((one) => `${nameOf(one)} ends: ${told(one)}`),
  ];
}

/** Transactions told again replace what was told of them before. */
export function mergeTransactions(before: readonly Transaction[], now: readonly Transaction[]): Transaction[] {
  return [...new Map([...before, ...now].map((one) => [one.id, one])).values()];
}

/** A released savepoint's work shares the fate of what is around it. */
function fateWithin(of: Transaction, chain: readonly Transaction[]): Fate {
  const around = chain[chain.indexOf(of) - 1];
  return of.fate === 'committed' && around ? fateWithin(around, chain) : of.fate;
}

function nameOf({ savepoint, id }: Transaction): string {
  return savepoint === undefined ? `transaction ${id}` : `savepoint ${savepoint}`;
}

function fateWords({ savepoint, fate }: Transaction, end: Fate): string {
  if (fate === 'open') return 'still open';
  if (savepoint === undefined || fate === 'rolled back') return fate;
  if (end === 'committed') return 'released';
  return end === 'open' ? 'released, what is around it is still open' : 'released, and rolled back with what is around it';
}
