import type { Advice, Severity } from './advice.ts';
import { caseOf, type Patient, type Rule } from './patient.ts';
import { dataRules } from './rules/data.ts';
import { mappingRules } from './rules/mapping.ts';
import { modelRules } from './rules/models.ts';
import { schemaRules } from './rules/schema.ts';
import { warningRules } from './rules/warnings.ts';

const rules: readonly Rule[] = [mappingRules, warningRules, modelRules, schemaRules, dataRules];
const order: Record<Severity, number> = { error: 0, warning: 1, note: 2 };

/**
 * What there is to say about a program, its models and its database; the worst first. Two rules that see the same thing
 * say it once: of the same rule at the same line, the first counts.
 */
export function diagnose(patient: Patient): Advice[] {
  const found = caseOf(patient);
  const said = new Set<string>();
  const advice = rules
    .flatMap((rule) => rule(found))
    .filter(({ rule, line, title }) => {
      const key = `${rule} ${line ?? title}`;
      return !said.has(key) && said.add(key);
    });
  return advice.toSorted((a, b) => order[a.severity] - order[b.severity]);
}
