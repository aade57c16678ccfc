import type { Answer, Check, CheckReport, CheckTable } from '../engine/protocol.ts';

/** The same report, with nothing in it but what belongs there; throws when it is none. */
export function asCheckReport(value: CheckReport): CheckReport {
  const whole = Array.isArray(value?.checks) && value.checks.every(isCheck) && Array.isArray(value.answers) && value.answers.every(isAnswer);
  if (!whole) throw new Error('The engine answered a check with something else than a report.');
  return value;
}

function isCheck(value: Check): boolean {
  return (
    typeof value?.name === 'string' &&
    typeof value.passed === 'boolean' &&
    typeof value.message === 'string' &&
    [undefined, true, false].includes(value.tested) &&
    [undefined, true, false].includes(value.lesson) &&
    (value.table === undefined || isTable(value.table))
  );
}

function isTable(value: CheckTable): boolean {
  return (
    Array.isArray(value?.columns) &&
    value.columns.every((column) => typeof column === 'string') &&
    typeof value.more === 'number' &&
    Array.isArray(value.rows) &&
    value.rows.every((row) => Array.isArray(row?.cells) && ['', 'missing', 'unexpected'].includes(row.mark) && row.cells.every(isCell))
  );
}

function isCell(value: unknown): boolean {
  return value === null || ['number', 'string', 'boolean'].includes(typeof value);
}

function isAnswer(value: Answer): boolean {
  return typeof value === 'object' && value !== null && typeof ('text' in value ? value.text : value.error) === 'string';
}
