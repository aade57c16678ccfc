import type { Transaction } from '../engine/protocol.ts';
import type { LogItem } from './log.ts';

type Fate = Transaction['fate'];

/** What became of an item's work in the end, with everything that its transaction was in; null outside of all. */
export function fateOf({ transactions }: LogItem): Fate | null {
  const last = transactions.at(-1);
  return last ? fateWithin(last, transactions) : null;
}

/** What an item says of the transactions that begin and end with it: `transaction 1, rolled back in the end`. */
export function bracketWords({ begins, ends, transactions }: LogItem, numbers: ReadonlyMap<number, number>): string[] {
  const nameOf = ({ savepoint, id }: Transaction): string => (savepoint === undefined ? `transaction ${numbers.get(id) ?? id}` : `savepoint ${savepoint}`);
  return [
    ...begins.map((one) => `${nameOf(one)}, ${fateWords(one, fateWithin(one, transactions))}`),
    ...ends.filter((one) => one.fate !== 'open' && !begins.includes(one)).map((one) => `end of ${nameOf(one)}`),
  ];
}

/** Transactions by their ids, savepoints aside, as people count them: from 1. */
export function numbersOf(transactions: readonly Transaction[]): Map<number, number> {
  const whole = transactions.filter(({ savepoint }) => savepoint === undefined).map(({ id }) => id);
  return new Map(whole.sort((a, b) => a - b).map((id, i) => [id, i + 1]));
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

function fateWords({ savepoint, fate }: Transaction, end: Fate): string {
  if (fate === 'open') return 'still open';
  if (savepoint === undefined || fate === 'rolled back') return `${fate} in the end`;
  if (end === 'committed') return 'released';
  return end === 'open' ? 'released; what is around it is still open' : 'released, and rolled back with what is around it';
}
