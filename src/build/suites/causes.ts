import * as v from 'valibot';
import { LineCounter, parseDocument } from 'yaml';
import type { Ended } from './catalogue.ts';
import { suites } from './catalogue.ts';

const pattern = v.pipe(
  v.string(),
  v.check((text) => isPattern(text), 'is not a regular expression'),
  v.transform((text) => new RegExp(text, 'u')),
);

const causeSchema = v.strictObject({
  /** One sentence: why these tests fail or are skipped. */
  cause: v.pipe(v.string(), v.endsWith('.')),
  outcome: v.picklist(['failed', 'skipped']),
  /** Names of the suites; all when it is left out. */
  suites: v.optional(v.array(v.picklist(suites.map(({ name }) => name)))),
  /** Fits the tests' names; any when it is left out. */
  test: v.optional(pattern),
  /** Fits the reasons that the suites give; any when it is left out. */
  reason: v.optional(pattern),
  /** True when these do otherwise with Pyodide's own `sqlite3`; else they must come out there the same. */
  ours: v.optional(v.boolean(), false),
});

/** Why some tests fail or are skipped. */
export type Cause = v.InferOutput<typeof causeSchema>;

/** A test that did not pass, and what it came to with Pyodide's own `sqlite3`; null where it does not exist there. */
export interface Case extends Ended {
  suite: string;
  builtin: Ended | null;
}

/** Reads the table of causes; throws with a line number when it is not well-formed. */
export function parseCauses(text: string): Cause[] {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const [problem] = document.errors;
  if (problem) throw new Error(problem.message);
  const read = v.safeParse(v.array(causeSchema), document.toJS());
  if (read.success) return read.output;
  const [issue] = read.issues;
  const node = document.getIn((issue.path ?? []).map(({ key }) => key), true) as { range?: [number, number, number] } | undefined;
  const line = node?.range ? ` in line ${lines.linePos(node.range[0]).line}` : '';
  throw new Error(`The table of causes is not well-formed${line}: ${v.getDotPath(issue) ?? 'it'} ${issue.message}.`);
}

/** The first cause that fits. */
export function causeOf(causes: Cause[], found: Case): Cause | undefined {
  return causes.find(
    (cause) =>
      cause.outcome === found.outcome &&
      (cause.suites === undefined || cause.suites.includes(found.suite)) &&
      (cause.test === undefined || cause.test.test(found.test)) &&
      (cause.reason === undefined || cause.reason.test(found.reason)),
  );
}

/** Where the cases and the table disagree, one sentence each. `ran` names the suites that were run. */
export function problemsOf(causes: Cause[], cases: Case[], ran: string[]): string[] {
  const problems: string[] = [];
  const byCause = new Map<Cause, Case[]>();
  for (const found of cases) {
    const cause = causeOf(causes, found);
    if (cause) byCause.set(cause, [...(byCause.get(cause) ?? []), found]);
    else problems.push(`${found.suite}: ${found.test} ${found.outcome}, and no cause is listed. ${found.reason}`);
  }
  for (const cause of causes) {
    const matched = byCause.get(cause) ?? [];
    const wasRun = (cause.suites ?? suites.map(({ name }) => name)).every((name) => ran.includes(name));
    if (matched.length === 0) {
      if (wasRun) problems.push(`Nothing ${cause.outcome} for this cause any more: ${cause.cause}`);
    } else if (!cause.ours) {
      for (const found of matched.filter((each) => !isSame(each))) {
        problems.push(`${found.suite}: ${found.test} ${found.outcome}, but with Pyodide's own sqlite3 it ${found.builtin?.outcome ?? 'is not there'}. Its cause is said to be the same there: ${cause.cause}`);
      }
    } else if (wasRun && matched.every(isSame)) {
      problems.push(`This comes out the same with Pyodide's own sqlite3, so "ours" is wrong: ${cause.cause}`);
    }
  }
  return problems;
}

/** Whether a test comes to the same with Pyodide's own `sqlite3`. */
export function isSame(found: Case): boolean {
  return found.builtin?.outcome === found.outcome;
}

function isPattern(text: string): boolean {
  try {
    return new RegExp(text, 'u') instanceof RegExp;
  } catch {
    return false;
  }
}
