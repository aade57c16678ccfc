/** What a text surface must do to be the inside of `junction-editor`; a textarea and Monaco both fill it. */
export interface CodeSurface {
  value(): string;
  /** Replaces the whole text without reporting it as an edit; undoable where the surface can. */
  setValue(value: string): void;
  /** Offsets of the selection in UTF-16 units. */
  selection(): { start: number; end: number };
  select(start: number, end: number): void;
  /** Scrolls a line (from 1) into view and puts the cursor at `column` (from 1). */
  reveal(line: number, column?: number): void;
  scrollTop(): number;
  setScrollTop(top: number): void;
  setMarkers(markers: readonly EditorMarker[]): void;
  /** Shows beside lines how much they sent; the lines are those of the text as it is. */
  setNotes(notes: readonly LineNote[]): void;
  /** Lights lines up, from 1. */
  setLit(lines: readonly number[]): void;
  /** Scrolls a line, from 1, into view; the cursor stays. */
  show(line: number): void;
  /** Marks the line (from 1) that the panels show a moment of, and brings it in sight; null for none. */
  setMoment(line: number | null): void;
  setReadonly(readonly: boolean): void;
  setLanguage(language: EditorLanguage): void;
  focus(): void;
  /** Closes what completion has opened, which would catch a Tab that is to leave. */
  closePopups(): void;
  dispose(): void;
}

export type EditorLanguage = 'python' | 'sql';

/** Something to say about a line (from 1), and optionally a column (from 1); an error unless it is said to be less. */
export interface EditorMarker {
  line: number;
  column?: number;
  message: string;
  severity?: 'error' | 'warning';
}

/** How many statements a line (from 1) sent. */
export interface LineNote {
  line: number;
  count: number;
  /** Whether they are too many. */
  flagged: boolean;
  /** What they were, as plain text of several lines. */
  title: string;
}

/** Called for what the user does, never for what the program sets. */
export interface SurfaceEvents {
  edited(value: string): void;
  run(): void;
  /** The cursor is in another line, from 1. */
  moved(line: number): void;
  /** The pointer is over another line, from 1, or over none. */
  hovered(line: number | null): void;
  /** A line's count was pressed. */
  asked(line: number): void;
}

export interface SurfaceOptions {
  value: string;
  language: EditorLanguage;
  label: string;
  /** Id of the element that explains the keys. */
  describedBy: string;
  readonly: boolean;
  events: SurfaceEvents;
}
