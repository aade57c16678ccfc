import { html } from 'lit';
import type { EditorMarker, LineNote } from './code-surface.ts';

/** The numbers beside a text field: lines with something to say are marked, and what they sent stands before them. */
export function gutterView(lines: number, markers: readonly EditorMarker[], notes: readonly LineNote[], ask: (line: number) => void): unknown[] {
  const marked = new Map(markers.map(({ line, severity = 'error' }) => [line, severity] as const).toSorted(([, a], [, b]) => b.localeCompare(a)));
  const noted = new Map(notes.map((note) => [note.line, note]));
  const parts: unknown[] = [];
  let run = '';
  for (let line = 1; line <= lines; line++) {
    const severity = marked.get(line);
    const note = noted.get(line);
    if (severity === undefined && note === undefined) run += `${line}\n`;
    else {
      const number = severity === undefined ? line : html`<mark class=${severity}>${line}</mark>`;
      const button = note && html`<button tabindex="-1" class=${noteClass(note)} title=${note.title} @click=${() => ask(line)}>${shortCount(note)}</button>`;
      parts.push(run, button ? html`<span class="noted">${button}${number}</span>` : number);
      run = '\n';
    }
  }
  return [...parts, run];
}

export function noteClass({ flagged }: LineNote): string {
  return flagged ? 'sent flagged' : 'sent';
}

/** A count in the space of three characters. */
export function shortCount({ count }: LineNote): string {
  return count > 99 ? '99+' : String(count);
}
