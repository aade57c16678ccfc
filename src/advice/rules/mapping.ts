import type { RunError } from '../../engine/protocol.ts';
import type { Advice } from '../advice.ts';
import { explain } from '../explain.ts';
import type { Rule } from '../patient.ts';

/** Models that SQLAlchemy cannot configure: told by the error, and by the models themselves when the program caught it. */
export const mappingRules: Rule = ({ code, error, models }) => {
  const failures = (models?.models ?? []).flatMap(({ failure }) => (failure === null ? [] : [asError(failure)]));
  return (error ? [error, ...failures] : failures).flatMap((one) => adviceOn(one, code, one !== error));
};

function adviceOn(error: RunError, code: string, failed: boolean): Advice[] {
  const explanation = explain(error, code);
  if (explanation?.models) {
    const { rule, title, cause, line, fixes, link } = explanation;
    return [{ rule, severity: 'error', title, why: cause, fixes, original: error.message, ...(line === undefined ? {} : { line }), ...(link === undefined ? {} : { link }) }];
  }
  if (!failed || /^One or more mappers failed/.test(error.message)) return [];
  return [
    {
      rule: 'mapper-failed',
      severity: 'error',
      title: 'SQLAlchemy cannot make sense of the models.',
      why: 'Configuring them failed, so no model can be used. What it said tells which relationship or column it was about.',
      fixes: [],
      original: error.message,
    },
  ];
}

function asError(message: string): RunError {
  return { type: 'sqlalchemy.exc.InvalidRequestError', message: message.replace(/^[\w.]+(?:Error|Exception): /, ''), traceback: '' };
}
