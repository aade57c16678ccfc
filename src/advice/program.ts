/** Longer names are not compared. */
const LONGEST_NAME = 80;

/** A class of the program: where it begins, and the names that its body defines. */
export interface ClassText {
  name: string;
  /** Line of its `class` statement, from 1. */
  line: number;
  /** The table's name: `__tablename__`, or the one that Flask-SQLAlchemy makes up. */
  table: string;
  /** Line of each attribute, in order. */
  attributes: ReadonlyMap<string, number>;
}

/** A `Table('name', …)` of the program and the variable that holds it. */
export interface TableText {
  variable: string;
  name: string;
  line: number;
}

/**
 * The learner's program as text, read just far enough to find the line of a name that an error mentions.
 * It decides nothing about what the program does: what is not found simply has no line.
 */
export class ProgramText {
  /** Lines without comments. */
  readonly lines: readonly string[];
  readonly classes: readonly ClassText[];
  readonly tables: readonly TableText[];
  /** What each `ForeignKey('…')` points at, and its line. */
  readonly foreignKeys: readonly { target: string; line: number }[];
  readonly #text: string;

  constructor(code: string) {
    this.lines = code.split(/\r\n|\r|\n/).map(withoutComment);
    this.#text = this.lines.join('\n');
    this.classes = this.lines.flatMap((line, at) => readClass(line, at, this.lines));
    this.tables = this.#find(/\b(\w+)\s*=\s*(?:\w+\.)*Table\(\s*['"]([^'"]+)['"]/g).map(({ match, line }) => ({
      variable: match[1] ?? '',
      name: match[2] ?? '',
      line,
    }));
    this.foreignKeys = this.#find(/ForeignKey\(\s*['"]([^'"]+)['"]/g).map(({ match, line }) => ({ target: match[1] ?? '', line }));
  }

  /** The text of a line, from 1. */
  text(line: number | undefined): string {
    return line === undefined ? '' : (this.lines[line - 1] ?? '');
  }

  class(name: string): ClassText | undefined {
    return this.classes.find((one) => one.name === name);
  }

  /** The class whose rows are in a table. */
  classOf(table: string): ClassText | undefined {
    return this.classes.find((one) => one.table === table && one.attributes.size > 0);
  }

  /** Line of `Class.attribute`, or else of the class. */
  attribute(cls: string, name: string): number | undefined {
    const found = this.class(cls);
    return found?.attributes.get(name) ?? found?.line;
  }

  /** Line where a table is described, as a `Table` or as a class. */
  tableLine(name: string): number | undefined {
    return this.tables.find((table) => table.name === name)?.line ?? this.classOf(name)?.line;
  }

  /** Line where a column is described: of its table's lines the first that names it. */
  columnLine(table: string, column: string): number | undefined {
    const cls = this.classOf(table);
    if (cls) return cls.attributes.get(column) ?? cls.line;
    const start = this.tableLine(table);
    if (start === undefined) return undefined;
    const at = this.lines.slice(start - 1, start + 30).findIndex((line) => new RegExp(`['"]${escaped(column)}['"]`).test(line));
    return at === -1 ? start : start + at;
  }

  /** How the program writes a table: the variable that holds it, else its name in quotes. */
  tableWord(name: string): string {
    return this.tables.find((table) => table.name === name)?.variable ?? `'${name}'`;
  }

  /** The first line that matches. */
  lineOf(pattern: RegExp): number | undefined {
    const at = this.lines.findIndex((line) => pattern.test(line));
    return at === -1 ? undefined : at + 1;
  }

  #find(pattern: RegExp): { match: RegExpMatchArray; line: number }[] {
    return [...this.#text.matchAll(pattern)].map((match) => ({ match, line: this.#text.slice(0, match.index).split('\n').length }));
  }
}

/** `TeacherExam` → `teacher_exam`, as Flask-SQLAlchemy names a table. */
export function tableNameOf(cls: string): string {
  return cls.replaceAll(/(?<=[a-z\d])([A-Z])|(?<=[A-Z])([A-Z])(?=[a-z])/g, '_$1$2').toLowerCase();
}

/** The one of `names` that `word` was probably meant to be. */
export function nearest(word: string, names: Iterable<string>): string | undefined {
  if (word.length > LONGEST_NAME) return undefined;
  const most = Math.max(1, Math.floor(word.length / 3));
  const near = [...names].filter((name) => name.length <= LONGEST_NAME).map((name) => ({ name, edits: distance(word.toLowerCase(), name.toLowerCase()) }));
  return near.filter(({ name, edits }) => edits <= most && name !== word).toSorted((a, b) => a.edits - b.edits)[0]?.name;
}

export function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

function readClass(line: string, at: number, lines: readonly string[]): ClassText[] {
  const head = /^(\s*)class\s+(\w+)/.exec(line);
  if (!head) return [];
  const indent = head[1]?.length ?? 0;
  const attributes = new Map<string, number>();
  let table = tableNameOf(head[2] ?? '');
  let inner: number | undefined;
  for (let i = at + 1; i < lines.length; i++) {
    const text = lines[i] ?? '';
    if (text.trim() === '') continue;
    const depth = text.length - text.trimStart().length;
    if (depth <= indent) break;
    inner ??= depth;
    if (depth !== inner) continue;
    const name = /^\s*(?:def\s+)?(\w+)\s*(?:[:=(])/.exec(text)?.[1];
    if (name !== undefined && !attributes.has(name)) attributes.set(name, i + 1);
    table = /^\s*__tablename__\s*=\s*['"]([^'"]+)/.exec(text)?.[1] ?? table;
  }
  return [{ name: head[2] ?? '', line: at + 1, table, attributes }];
}

/** A line up to its comment; a `#` within quotes begins none. */
function withoutComment(line: string): string {
  const match = /^(?:[^'"#]|'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*")*(?=#)/.exec(line);
  return match ? match[0] : line;
}

/** Letters to insert, drop or exchange, neighbours to swap, to make one word of the other. */
function distance(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? (rows[i - 2]?.[j - 2] ?? 0) + 1 : Infinity;
      row.push(Math.min((rows[i - 1]?.[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (rows[i - 1]?.[j - 1] ?? 0) + same, swapped));
    }
    rows.push(row);
  }
  return rows[a.length]?.[b.length] ?? 0;
}
