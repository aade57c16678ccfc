import type { EditorLanguage } from './code-surface.ts';

/** Words that every program of this course uses, offered before they stand in the text. */
const KNOWN: Record<EditorLanguage, readonly string[]> = {
  python: (
    'and as assert async await break class continue def del elif else except False finally for from global if import in is lambda ' +
    'None nonlocal not or pass raise return True try while with yield print len range sorted list dict set tuple str int float ' +
    'Flask SQLAlchemy MetaData association_proxy creator naming_convention ' +
    'Model Table Column Integer String Text Boolean Float Date DateTime ForeignKey UniqueConstraint CheckConstraint ' +
    'primary_key nullable unique default server_default ondelete index relationship back_populates secondary cascade ' +
    'lazy viewonly overlaps order_by mapped_column Mapped session add add_all commit rollback flush delete execute scalars scalar ' +
    'select join where filter filter_by first all one get query create_all drop_all app_context push init_app __tablename__ __repr__ self'
  ).split(' '),
  sql: (
    'SELECT FROM WHERE JOIN LEFT INNER ON USING GROUP BY HAVING ORDER LIMIT OFFSET DISTINCT COUNT SUM AVG MIN MAX AS AND OR NOT IN IS NULL ' +
    'LIKE BETWEEN EXISTS UNION ALL EXCEPT INTERSECT INSERT INTO VALUES UPDATE SET DELETE CREATE TABLE INDEX VIEW TRIGGER DROP ALTER ADD COLUMN ' +
    'RENAME PRIMARY KEY FOREIGN REFERENCES UNIQUE CHECK DEFAULT CASCADE INTEGER TEXT REAL BLOB VARCHAR BEGIN COMMIT ROLLBACK SAVEPOINT ' +
    'PRAGMA foreign_keys table_info foreign_key_list WITH RECURSIVE CASE WHEN THEN ELSE END RETURNING EXPLAIN QUERY PLAN'
  ).split(' '),
};

const LONGEST_TEXT = 200_000;

/** Completion words: the text's own first, then the known ones; the word being typed at `offset` left out. */
export function wordsOf(text: string, language: EditorLanguage, offset: number): { text: string; known: boolean }[] {
  const own = new Set<string>();
  for (const match of text.slice(0, LONGEST_TEXT).matchAll(/[A-Za-z_][A-Za-z0-9_]{2,}/g)) {
    if (match.index + match[0].length !== offset) own.add(match[0]);
  }
  const known = KNOWN[language].filter((word) => !own.has(word));
  return [...[...own].map((word) => ({ text: word, known: false })), ...known.map((word) => ({ text: word, known: true }))];
}
