import { editor } from 'monaco-editor/editor';
import type { LineNote } from './code-surface.ts';
import { noteClass, shortCount } from './editor-gutter.ts';

/** The counts in the margin of one Monaco editor, and the line of a moment. Screen readers are told neither here: the margin is hidden from them. */
export class MonacoNotes {
  #widgets: editor.IGlyphMarginWidget[] = [];
  readonly #moment: editor.IEditorDecorationsCollection;

  constructor(
    private readonly code: editor.IStandaloneCodeEditor,
    private readonly ask: (line: number) => void,
  ) {
    this.#moment = code.createDecorationsCollection();
  }

  /** Marks one line and brings it in sight; null marks none. */
  moment(line: number | null): void {
    if (line === null) return this.#moment.clear();
    const range = { startLineNumber: line, startColumn: 1, endLineNumber: line, endColumn: 1 };
    this.#moment.set([{ range, options: { isWholeLine: true, className: 'moment', linesDecorationsClassName: 'moment-bar' } }]);
    this.code.revealLineInCenterIfOutsideViewport(line, editor.ScrollType.Immediate);
  }

  show(notes: readonly LineNote[]): void {
    for (const widget of this.#widgets) this.code.removeGlyphMarginWidget(widget);
    // Once there, the margin stays: the text does not move at every run.
    if (notes.length > 0) this.code.updateOptions({ glyphMargin: true });
    this.#widgets = notes.map((note) => this.#widget(note));
    for (const widget of this.#widgets) this.code.addGlyphMarginWidget(widget);
  }

  #widget(note: LineNote): editor.IGlyphMarginWidget {
    const { line } = note;
    const button = document.createElement('button');
    button.className = noteClass(note);
    button.textContent = shortCount(note);
    button.title = note.title;
    button.tabIndex = -1;
    // Monaco would select the line.
    button.addEventListener('mousedown', (event) => event.stopPropagation());
    button.addEventListener('click', () => this.ask(line));
    const range = { startLineNumber: line, startColumn: 1, endLineNumber: line, endColumn: 1 };
    return {
      getId: () => `junction-note-${line}`,
      getDomNode: () => button,
      getPosition: () => ({ lane: editor.GlyphMarginLane.Center, zIndex: 10, range }),
    };
  }
}
