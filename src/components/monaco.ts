/** The one import of Monaco: its core and the features that a learner's editor needs, nothing that wants a worker. */
import { KeyCode, KeyMod, MarkerSeverity, editor, languages } from 'monaco-editor/editor';
import 'monaco-editor/features/bracketMatching/register';
import 'monaco-editor/features/caretOperations/register';
import 'monaco-editor/features/clipboard/register';
import 'monaco-editor/features/codicon/register';
import 'monaco-editor/features/comment/register';
import 'monaco-editor/features/cursorUndo/register';
import 'monaco-editor/features/find/register';
import 'monaco-editor/features/folding/register';
import 'monaco-editor/features/gotoError/register';
import 'monaco-editor/features/hover/register';
import 'monaco-editor/features/indentation/register';
import 'monaco-editor/features/lineSelection/register';
import 'monaco-editor/features/linesOperations/register';
import 'monaco-editor/features/multicursor/register';
import 'monaco-editor/features/tokenization/register';
import 'monaco-editor/features/wordHighlighter/register';
import 'monaco-editor/features/wordOperations/register';
// Completion itself; `features/suggest` is only its inline kind.
import 'monaco-editor/editor/contrib/suggest/browser/suggestController';
import type { CodeSurface, EditorMarker, LineNote, SurfaceOptions } from './code-surface.ts';
import { iconFont, monacoStyles } from './monaco-css.ts';
import { definitions } from './monaco-languages.ts';
import { MonacoNotes } from './monaco-notes.ts';
import { followTextSize, textSize } from './monaco-size.ts';
import { THEME, theme, themeStyles } from './monaco-theme.ts';
import { wordsOf } from './words.ts';

const OWNER = 'junction';

const monacoSheet = new CSSStyleSheet();

setUp();

/** Puts a Monaco editor into `host`, which sits in a shadow root. */
export function createMonacoSurface(host: HTMLElement, options: SurfaceOptions): CodeSurface {
  adoptStyles(host.getRootNode());
  const code = editor.create(host, {
    value: options.value,
    language: options.language,
    theme: THEME,
    ariaLabel: options.label,
    readOnly: options.readonly,
    automaticLayout: true,
    fontFamily: getComputedStyle(host).getPropertyValue('--jn-mono') || 'monospace',
    ...textSize(host),
    padding: { top: 6, bottom: 8 },
    lineNumbersMinChars: 3,
    lineDecorationsWidth: 14,
    folding: true,
    glyphMargin: false,
    minimap: { enabled: false },
    overviewRulerLanes: 0,
    overviewRulerBorder: false,
    hideCursorInOverviewRuler: true,
    scrollBeyondLastLine: false,
    scrollbar: { useShadows: false, verticalScrollbarSize: 12, horizontalScrollbarSize: 12, alwaysConsumeMouseWheel: false },
    renderLineHighlight: 'line',
    renderLineHighlightOnlyWhenFocus: true,
    renderFinalNewline: 'on',
    roundedSelection: false,
    fixedOverflowWidgets: true,
    contextmenu: false,
    links: false,
    colorDecorators: false,
    occurrencesHighlight: 'singleFile',
    unicodeHighlight: { ambiguousCharacters: false, invisibleCharacters: false, nonBasicASCII: false },
    wordBasedSuggestions: 'off',
    quickSuggestions: { other: true, comments: false, strings: false },
    acceptSuggestionOnEnter: 'off',
    suggest: { showWords: true, preview: false },
    stickyScroll: { enabled: false },
    insertSpaces: true,
    tabSize: 4,
    detectIndentation: false,
  });
  followTextSize(code, host);
  return new MonacoSurface(code, options);
}

class MonacoSurface implements CodeSurface {
  #code: editor.IStandaloneCodeEditor;
  #model: editor.ITextModel;
  #notes: MonacoNotes;
  #lit: editor.IEditorDecorationsCollection;
  /** True while the program, not the user, changes the text. */
  #setting = false;

  constructor(code: editor.IStandaloneCodeEditor, { events }: SurfaceOptions) {
    const model = code.getModel();
    if (!model) throw new Error('A new editor has no model');
    this.#code = code;
    this.#model = model;
    this.#notes = new MonacoNotes(code, (line) => events.asked(line));
    this.#lit = code.createDecorationsCollection();
    code.onMouseMove(({ target }) => events.hovered(target.type === editor.MouseTargetType.CONTENT_EMPTY && target.detail.isAfterLines ? null : (target.position?.lineNumber ?? null)));
    code.onMouseLeave(() => events.hovered(null));
    code.onDidChangeCursorPosition(({ position }) => events.moved(position.lineNumber));
    model.setEOL(editor.EndOfLineSequence.LF);
    model.onDidChangeContent(() => {
      if (!this.#setting) events.edited(this.value());
    });
    code.addAction({ id: 'junction.run', label: 'Run', keybindings: [KeyMod.CtrlCmd | KeyCode.Enter], run: () => events.run() });
  }

  value(): string {
    return this.#model.getValue(editor.EndOfLinePreference.LF);
  }

  setValue(value: string): void {
    if (value === this.value()) return;
    this.#setting = true;
    // As an edit, and between two undo stops, so that the text before can be had back by Ctrl+Z.
    this.#code.pushUndoStop();
    this.#model.pushEditOperations(
      this.#code.getSelections(),
      [{ range: this.#model.getFullModelRange(), text: value }],
      () => null,
    );
    this.#code.pushUndoStop();
    this.#setting = false;
  }

  selection(): { start: number; end: number } {
    const range = this.#code.getSelection();
    if (!range) return { start: 0, end: 0 };
    return {
      start: this.#model.getOffsetAt(range.getStartPosition()),
      end: this.#model.getOffsetAt(range.getEndPosition()),
    };
  }

  select(start: number, end: number): void {
    const from = this.#model.getPositionAt(start);
    const to = this.#model.getPositionAt(end);
    this.#code.setSelection({
      startLineNumber: from.lineNumber,
      startColumn: from.column,
      endLineNumber: to.lineNumber,
      endColumn: to.column,
    });
  }

  reveal(line: number, column = 1): void {
    const lineNumber = Math.min(Math.max(1, line), this.#model.getLineCount());
    this.#code.setPosition({ lineNumber, column });
    this.#code.revealLineInCenterIfOutsideViewport(lineNumber);
    this.#code.focus();
  }

  scrollTop(): number {
    return this.#code.getScrollTop();
  }

  setScrollTop(top: number): void {
    this.#code.setScrollTop(top);
  }

  setMarkers(markers: readonly EditorMarker[]): void {
    const lines = this.#model.getLineCount();
    editor.setModelMarkers(
      this.#model,
      OWNER,
      markers
        .filter(({ line }) => line >= 1 && line <= lines)
        .map(({ line, column, message, severity }) => {
          const first = this.#model.getLineFirstNonWhitespaceColumn(line) || 1;
          const last = this.#model.getLineMaxColumn(line);
          return {
            severity: severity === 'warning' ? MarkerSeverity.Warning : MarkerSeverity.Error,
            message,
            startLineNumber: line,
            startColumn: Math.min(column ?? first, last),
            endLineNumber: line,
            endColumn: last,
          };
        }),
    );
  }

  setNotes(notes: readonly LineNote[]): void {
    const last = this.#model.getLineCount();
    this.#notes.show(notes.filter(({ line }) => line <= last));
  }

  setLit(lines: readonly number[]): void {
    const last = this.#model.getLineCount();
    this.#lit.set(
      lines
        .filter((line) => line <= last)
        .map((line) => ({
          range: { startLineNumber: line, startColumn: 1, endLineNumber: line, endColumn: 1 },
          options: { isWholeLine: true, className: 'kin', linesDecorationsClassName: 'kin-bar' },
        })),
    );
  }

  show(line: number): void {
    this.#code.revealLineInCenterIfOutsideViewport(line);
  }

  setMoment(line: number | null): void {
    this.#notes.moment(line !== null && line <= this.#model.getLineCount() ? line : null);
  }

  setReadonly(readOnly: boolean): void {
    this.#code.updateOptions({ readOnly });
  }

  setLanguage(language: string): void {
    editor.setModelLanguage(this.#model, language);
  }

  focus(): void {
    this.#code.focus();
  }

  closePopups(): void {
    this.#code.trigger(OWNER, 'hideSuggestWidget', null);
  }

  dispose(): void {
    this.#code.dispose();
    this.#model.dispose();
  }
}

/** What Monaco keeps once for the whole page: our theme, our two languages, completion by the words of the text. */
function setUp(): void {
  monacoSheet.replaceSync(monacoStyles);
  editor.defineTheme(THEME, theme);
  for (const language of ['python', 'sql'] as const) {
    languages.register({ id: language });
    languages.setMonarchTokensProvider(language, definitions[language].tokens);
    languages.setLanguageConfiguration(language, definitions[language].configuration);
    languages.registerCompletionItemProvider(language, {
      provideCompletionItems(model, position) {
        const word = model.getWordUntilPosition(position);
        const range = {
          startLineNumber: position.lineNumber,
          endLineNumber: position.lineNumber,
          startColumn: word.startColumn,
          endColumn: word.endColumn,
        };
        return {
          suggestions: wordsOf(model.getValue(), language, model.getOffsetAt(position)).map(({ text, known }) => ({
            label: text,
            insertText: text,
            range,
            kind: known ? languages.CompletionItemKind.Keyword : languages.CompletionItemKind.Text,
          })),
        };
      },
    });
  }
  // When the system's high contrast ends, Monaco goes to a theme of its own.
  matchMedia('(forced-colors: active)').addEventListener('change', ({ matches }) => {
    if (!matches) editor.setTheme(THEME);
  });
  // A font declared inside a shadow root is not loaded; this one has to be the document's.
  const face = new FontFace('codicon', `url("${iconFont}")`, { display: 'block' });
  document.fonts.add(face);
}

function adoptStyles(root: Node): void {
  if (!(root instanceof ShadowRoot)) return;
  const own = [monacoSheet, themeStyles.styleSheet].filter((sheet) => sheet !== undefined);
  const missing = own.filter((sheet) => !root.adoptedStyleSheets.includes(sheet));
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, ...missing];
}
