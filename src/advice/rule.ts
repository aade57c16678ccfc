import type { RunError } from '../engine/protocol.ts';
import type { Explanation } from './advice.ts';
import type { ProgramText } from './program.ts';

/** What a rule knows when its pattern has matched. */
export interface Met {
  error: RunError;
  program: ProgramText;
  /** The groups of the match, `''` where a group took no part. */
  words: string[];
}

/** What a rule finds; the name, the link and the line of the error are added to it. */
export type Found = Omit<Explanation, 'rule' | 'link' | 'models'>;

/** An error that learners meet, known by its text. */
export interface ErrorRule {
  name: string;
  /** Met by the error's message. */
  pattern: RegExp;
  /** Set where the models are at fault, not what is done with them. */
  models?: boolean;
  /** Null when it was another error after all. */
  explain(met: Met): Found | null;
}
