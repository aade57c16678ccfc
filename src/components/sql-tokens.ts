/** A piece of an SQL text. `gap` is blank space, `mark` a placeholder for a value. */
export interface SqlToken {
  kind: 'word' | 'keyword' | 'string' | 'name' | 'number' | 'comment' | 'mark' | 'sign' | 'gap';
  text: string;
}

const PATTERN =
  /(?<gap>\s+)|(?<comment>--[^\n]*|\/\*[\s\S]*?(?:\*\/|$))|(?<string>[xX]?'(?:[^']|'')*(?:'|$))|(?<name>"(?:[^"]|"")*(?:"|$)|`[^`]*(?:`|$)|\[[^\]]*(?:\]|$))|(?<mark>\?\d*|[:@$][\p{L}_][\p{L}\p{N}_]*)|(?<number>\d[\w.]*|\.\d\w*)|(?<word>[\p{L}_][\p{L}\p{N}_$]*)|(?<sign>[<>!=|]{2}|[\s\S])/gu;

const KEYWORDS = new Set(
  ('abort action add after all alter always analyze and as asc attach autoincrement before begin between by cascade case cast check collate column commit conflict constraint create cross current_date current_time current_timestamp database default deferrable deferred delete desc detach distinct do drop each else end escape except exclusive exists explain fail filter first following for foreign from full generated glob group having if ignore immediate in index indexed initially inner insert instead intersect into is isnull join key last left like limit match materialized natural no not nothing notnull null nulls of offset on or order outer over partition plan pragma preceding primary query range recursive references regexp reindex release rename replace restrict returning right rollback row rows savepoint select set strict table temp temporary then to transaction trigger unbounded union unique update using vacuum values view virtual when where window with without').split(' '),
);

/** The text in pieces; put together again they are the text. */
export function sqlTokens(sql: string): SqlToken[] {
  return [...sql.matchAll(PATTERN)].map(({ 0: text, groups = {} }) => {
    const [kind] = Object.entries(groups).find(([, found]) => found !== undefined) ?? ['sign'];
    return { kind: kind === 'word' && KEYWORDS.has(text.toLowerCase()) ? 'keyword' : (kind as SqlToken['kind']), text };
  });
}
