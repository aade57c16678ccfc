import type { DatabaseChange, OutputChunk, QueryResult, RunError, RunResult, RunWarning, SessionEvent, Statement } from '../engine/protocol.ts';

/*
 * Learners' code shares its worker with the engine and could speak in its name. What comes from there is data
 * of a certain shape, or nothing.
 */

export function isOutput(value: OutputChunk): boolean {
  return typeof value?.text === 'string' && ['stdout', 'stderr', 'note'].includes(value.stream);
}

export function isChange(value: DatabaseChange): boolean {
  return Array.isArray(value?.databases) && value.databases.every((database) => typeof database?.name === 'string');
}

/** The same result; throws when it is none. */
export function asRunResult(value: RunResult): RunResult {
  const whole = ['ok', 'error'].includes(value?.status) && typeof value.stdout === 'string' && typeof value.stderr === 'string' && [value.statements, value.events, value.transactions].every(Array.isArray);
  // These are read for words of their own, by rules that expect text.
  const told = whole && (value.error === undefined || isError(value.error)) && Array.isArray(value.warnings) && value.warnings.every(isWarning) && value.statements.every(isStatement) && value.events.every(isEvent);
  if (!told) throw new Error('The engine answered a run with something else than a result.');
  return value;
}

function isError(value: RunError): boolean {
  return [value?.type, value?.message, value?.traceback].every((text) => typeof text === 'string');
}

function isStatement(value: Statement): boolean {
  return typeof value?.sql === 'string' && typeof value.kind === 'string' && [value.id, value.rows, value.ms].every(Number.isFinite);
}

function isEvent(value: SessionEvent): boolean {
  return Number.isFinite(value?.id) && [value.kind, value.call ?? '', value.attribute ?? '', value.entity ?? ''].every((text) => typeof text === 'string');
}

function isWarning(value: RunWarning): boolean {
  return [value?.category, value?.message].every((text) => typeof text === 'string');
}

export function asQueryResult(value: QueryResult): QueryResult {
  const whole = ['ok', 'error'].includes(value?.status) && Array.isArray(value.results);
  if (!whole) throw new Error('The engine answered a query with something else than a result.');
  return value;
}
