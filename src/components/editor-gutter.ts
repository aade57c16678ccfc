import { html, nothing, type TemplateResult } from 'lit';
import type { EditorMarker, LineNote } from './code-surface.ts';

/** The numbers beside a text field: lines with something to say are marked, and what they sent stands before them. */
export function gutterView(lines: number, markers: readonly EditorMarker[], notes: readonly LineNote[], lit: readonly number[], moment: number | null, ask: (line: number) => void): unknown[] {
  const marked = new Map<number, string>(markers.map(({ line, severity = 'error' }) => [line, severity] as const).toSorted(([, a], [, b]) => b.localeCompare(a)));
  if (moment !== null) marked.set(moment, 'moment');
  const noted = new Map(notes.map((note) => [note.line, note]));
  const kin = new Set(lit);
  const parts: unknown[] = [];
  let run = '';
  for (let line = 1; line <= lines; line++) {
    const severity = marked.get(line);
    const note = noted.get(line);
    if (severity === undefined && note === undefined && !kin.has(line)) run += `${line}\n`;
    else {
      const number = severity === undefined ? line : html`<mark class=${severity}>${line}</mark>`;
      const shown = kin.has(line) ? html`<span class="kin">${number}</span>` : number;
      const button = note && html`<button tabindex="-1" class=${noteClass(note)} title=${note.title} @click=${() => ask(line)}>${shortCount(note)}</button>`;
      parts.push(run, button ? html`<span class="noted">${button}${shown}</span>` : shown);
      run = '\n';
    }
  }
  return [...parts, run];
}

/** What the cursor's line sent, for those who do not use a pointer. */
export function noteView({ line, count, flagged, title }: LineNote, ask: (line: number) => void, keep: (line: number) => void): TemplateResult {
  return html`<button class="asks" title=${title} @click=${() => ask(line)}>
      Line ${line} sent ${count.toLocaleString('en')} SQL ${count === 1 ? 'statement' : 'statements'}${flagged ? ' (N+1)' : ''}: show in the log
    </button>
    <button class="asks" title="What line ${line} led to stays lit in all panels" @click=${() => keep(line)}>Keep it lit</button>`;
}

/** The first problems, each of which leads to its place. */
export function problemsView(markers: readonly EditorMarker[], goTo: (line: number, column: number) => void): TemplateResult | typeof nothing {
  if (markers.length === 0) return nothing;
  return html`<ul aria-label="Problems">
    ${markers.map(
      ({ line, column = 1, message }) => html`<li>
        <button @click=${() => goTo(line, column)}>Line ${line}: ${message}</button>
      </li>`,
    )}
  </ul>`;
}

export function noteClass({ flagged }: LineNote): string {
  return flagged ? 'sent flagged' : 'sent';
}

/** A count in the space of three characters. */
export function shortCount({ count }: LineNote): string {
  return count > 99 ? '99+' : String(count);
}
