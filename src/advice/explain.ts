import type { RunError } from '../engine/protocol.ts';
import type { Explanation } from './advice.ts';
import { appRules } from './errors/app.ts';
import { integrityRules } from './errors/integrity.ts';
import { mappingRules } from './errors/mapping.ts';
import { modelRules } from './errors/models.ts';
import { objectRules } from './errors/objects.ts';
import { queryRules } from './errors/queries.ts';
import { sessionRules } from './errors/session.ts';
import { ProgramText } from './program.ts';
import type { ErrorRule } from './rule.ts';

/** The first that finds something explains; particular rules come before general ones. */
export const errorRules: readonly ErrorRule[] = [
  ...appRules,
  ...mappingRules,
  ...modelRules,
  ...sessionRules,
  ...integrityRules,
  ...queryRules,
  ...objectRules,
];

/** An error of a program in plain words; null for an error that no rule knows. `code` is the program that ran. */
export function explain(error: RunError, code: string): Explanation | null {
  const program = new ProgramText(code);
  const message = original(error.message);
  for (const rule of errorRules) {
    const match = rule.pattern.exec(message);
    const found = match && rule.explain({ error: { ...error, message }, program, words: match.map((word) => word ?? '') });
    if (!found) continue;
    const { line = error.line, ...rest } = found;
    const link = linkOf(error.message);
    return { rule: rule.name, ...rest, models: rule.models === true, ...(line === undefined ? {} : { line }), ...(link === undefined ? {} : { link }) };
  }
  return null;
}

/** SQLAlchemy's page that a message names. */
export function linkOf(message: string): string | undefined {
  return /https:\/\/sqlalche\.me\/e\/\w+\/\w+/.exec(message)?.[0];
}

/** Once mappers could not be configured, each further use says so and quotes why. */
function original(message: string): string {
  const quoted = /^One or more mappers failed to initialize[^]*?Original exception was: ([^]*)$/.exec(message);
  return quoted?.[1] ?? message;
}
