import type { CodeSurface, EditorLanguage, EditorMarker, SurfaceEvents } from './code-surface.ts';
import { backspace, indent, newline, offsetOf, outdent, toggleComment, type TextEdit } from './editing.ts';

/** A `<textarea>` that edits code: Tab, Enter, Backspace and Ctrl+/ do what an editor's do. */
export class PlainSurface implements CodeSurface {
  #area: HTMLTextAreaElement;
  #events: SurfaceEvents;
  #language: EditorLanguage;
  #abort = new AbortController();

  constructor(area: HTMLTextAreaElement, language: EditorLanguage, events: SurfaceEvents) {
    this.#area = area;
    this.#language = language;
    this.#events = events;
    const { signal } = this.#abort;
    area.addEventListener('input', () => events.edited(area.value), { signal });
    for (const type of ['selectionchange', 'keyup', 'click', 'input']) area.addEventListener(type, () => events.moved(this.#line()), { signal });
    area.addEventListener('pointermove', (event) => event.pointerType === 'mouse' && events.hovered(this.#lineAt(event.offsetY)), { signal });
    area.addEventListener('pointerleave', () => events.hovered(null), { signal });
    area.addEventListener('keydown', (event) => this.#onKeyDown(event), { signal });
  }

  value(): string {
    return this.#area.value;
  }

  setValue(value: string): void {
    if (value === this.#area.value) return;
    const { selectionStart, scrollTop } = this.#area;
    this.#area.value = value;
    const at = Math.min(selectionStart, value.length);
    this.#area.setSelectionRange(at, at);
    this.#area.scrollTop = scrollTop;
  }

  selection(): { start: number; end: number } {
    return { start: this.#area.selectionStart, end: this.#area.selectionEnd };
  }

  select(start: number, end: number): void {
    this.#area.setSelectionRange(start, end);
    this.#events.moved(this.#line());
  }

  reveal(line: number, column = 1): void {
    const at = Math.min(offsetOf(this.value(), line) + column - 1, this.value().length);
    this.focus();
    this.select(at, at);
    this.show(line);
  }

  show(line: number): void {
    const height = this.#lineHeight();
    const top = (line - 1) * height;
    if (top < this.#area.scrollTop || top + 2 * height > this.#area.scrollTop + this.#area.clientHeight) {
      this.#area.scrollTop = Math.max(0, top - this.#area.clientHeight / 2);
    }
  }

  scrollTop(): number {
    return this.#area.scrollTop;
  }

  setScrollTop(top: number): void {
    this.#area.scrollTop = top;
  }

  setMarkers(markers: readonly EditorMarker[]): void {
    this.#area.setAttribute('aria-invalid', String(markers.some(({ severity }) => severity !== 'warning')));
  }

  setMoment(line: number | null): void {
    if (line !== null) this.show(line);
  }

  setNotes(): void {
    // The gutter beside the text field shows them.
  }

  setLit(): void {
    // So does it these.
  }

  setReadonly(readonly: boolean): void {
    this.#area.readOnly = readonly;
  }

  setLanguage(language: EditorLanguage): void {
    this.#language = language;
  }

  focus(): void {
    this.#area.focus();
  }

  closePopups(): void {
    // It has none.
  }

  dispose(): void {
    this.#abort.abort();
  }

  #line(): number {
    return this.#area.value.slice(0, this.#area.selectionStart).split('\n').length;
  }

  #lineHeight(): number {
    return parseFloat(getComputedStyle(this.#area).lineHeight) || 20;
  }

  /** The line at a height of the field; null below the last. */
  #lineAt(y: number): number | null {
    const line = Math.floor((y + this.#area.scrollTop - (parseFloat(getComputedStyle(this.#area).paddingTop) || 0)) / this.#lineHeight()) + 1;
    return line >= 1 && line <= this.value().split('\n').length ? line : null;
  }

  #onKeyDown(event: KeyboardEvent): void {
    if (event.isComposing) return;
    const command = event.ctrlKey || event.metaKey;
    if (command && event.key === 'Enter') {
      event.preventDefault();
      this.#events.run();
      return;
    }
    if (this.#area.readOnly) return;
    const edit = this.#editFor(event, command);
    if (!edit) return;
    event.preventDefault();
    applyEdit(this.#area, edit);
  }

  #editFor(event: KeyboardEvent, command: boolean): TextEdit | null {
    const { value, selectionStart: start, selectionEnd: end } = this.#area;
    if (command) return event.key === '/' ? toggleComment(value, start, end, this.#language === 'python' ? '#' : '--') : null;
    if (event.altKey) return null;
    switch (event.key) {
      case 'Tab':
        return event.shiftKey ? (outdent(value, start, end) ?? { from: start, to: start, insert: '', start, end }) : indent(value, start, end);
      case 'Enter':
        return event.shiftKey ? null : newline(value, start, end);
      case 'Backspace':
        return backspace(value, start, end);
      default:
        return null;
    }
  }
}

/** Applies an edit as the user's own: it fires `input` and can be undone where the browser allows. */
export function applyEdit(area: HTMLTextAreaElement, edit: TextEdit): void {
  if (edit.from !== edit.to || edit.insert !== '') {
    area.setSelectionRange(edit.from, edit.to);
    // execCommand is the only way that keeps the browser's undo history; setRangeText is the rest's.
    const done = document.execCommand(edit.insert === '' ? 'delete' : 'insertText', false, edit.insert);
    if (!done) {
      area.setRangeText(edit.insert, edit.from, edit.to, 'end');
      area.dispatchEvent(new InputEvent('input', { bubbles: true }));
    }
  }
  area.setSelectionRange(edit.start, edit.end);
}
