/** A diagram in words: the same facts as the picture, for reading and for screen readers. */
export interface Words {
  /** E.g. `3 tables, 2 relationships.` */
  summary: string;
  /** Sentences under a title; lists without sentences are left out. */
  lists: { title: string; items: string[] }[];
  /** Title of the tables. */
  title: string;
  tables: WordTable[];
}

/** What one box of the picture holds, as a table. */
export interface WordTable {
  name: string;
  /** What it is, beside its name. */
  kind: string;
  /** Whether its kind is worth a second look: an association, or something that waits. */
  marked: boolean;
  head: string[];
  /** Cells, the first of which names the row. */
  rows: string[][];
  /** Sentences under it. */
  notes: string[];
}
