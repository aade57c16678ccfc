/**
 * Who gets the Tab key of an editor: the text, or the page. Arriving by keyboard, Tab goes on through
 * the page until something is typed or clicked; then it indents; Escape gives it back for the next
 * Tab, Ctrl+M (Ctrl+Shift+M on a Mac) until it is pressed again.
 */
export class TabKeys {
  /** True while Tab leaves the editor. */
  leaves = true;
  #locked = false;
  #pointer = false;

  /** The editor got the focus. */
  entered(): void {
    if (!this.#locked && !this.#pointer) this.leaves = true;
    this.#pointer = false;
  }

  /** A pointer went down in the editor: what follows is editing. */
  pressed(): void {
    this.#pointer = true;
    if (!this.#locked) this.leaves = false;
  }

  /** Looks at a key before the editor does; true when the editor must not see it. */
  key(event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'shiftKey' | 'metaKey' | 'altKey'>): 'hide' | 'toggle' | 'pass' {
    this.#pointer = false;
    if (event.ctrlKey && !event.metaKey && !event.altKey && event.key.toLowerCase() === 'm') {
      this.#locked = !this.#locked;
      this.leaves = this.#locked;
      return 'toggle';
    }
    if (event.key === 'Tab') return this.leaves && !event.ctrlKey && !event.altKey && !event.metaKey ? 'hide' : 'pass';
    if (event.key === 'Escape') this.leaves = true;
    else if (!this.#locked && !SILENT.has(event.key)) this.leaves = false;
    return 'pass';
  }
}

/** Keys that do not mean "I am editing now". */
const SILENT = new Set(['Shift', 'Control', 'Alt', 'Meta', 'CapsLock', 'F8']);
