import type { Advice } from '../advice/advice.ts';
import { diagnose } from '../advice/diagnose.ts';
import type { SessionState } from '../session/state.ts';
import type { EditorMarker } from './code-surface.ts';

/** What the doctor says of a state: found anew only when what it looks at has changed. */
export class PlaygroundAdvice {
  #inputs: readonly unknown[] = [];
  #advice: readonly Advice[] = [];

  of(view: SessionState): readonly Advice[] {
    const { findings, statements, schema, facts, databases, dangling } = view;
    const inputs = [findings, statements, schema, facts, databases, dangling];
    if (inputs.some((input, i) => input !== this.#inputs[i])) {
      this.#inputs = inputs;
      const uncommitted = databases.filter((one) => one.uncommitted).map(({ name }) => name);
      const found = findings && diagnose({ ...findings, statements, schema, models: facts?.models ?? null, uncommitted, dangling });
      // The same answer stays the same array, so that nothing is drawn anew for it.
      if (JSON.stringify(found ?? []) !== JSON.stringify(this.#advice)) this.#advice = found ?? [];
    }
    return this.#advice;
  }
}

/** Things to mend; notes are none. */
export function mendable(advice: readonly Advice[]): number {
  return advice.filter(({ severity }) => severity !== 'note').length;
}

/** The advice at its lines, for the editor. */
export function adviceMarkers(advice: readonly Advice[]): EditorMarker[] {
  return advice.flatMap(({ severity, line, title }) =>
    severity === 'note' || line === undefined ? [] : [{ line, message: title.replaceAll('`', ''), severity }],
  );
}
