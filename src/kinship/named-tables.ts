import { fold } from './thing.ts';

/** Characters of a statement in which names are looked for. */
const LONGEST = 20_000;

/** Literals and comments, which name nothing, before names, quoted or bare. */
const TOKENS = /'(?:[^']|'')*'|--[^\n]*|\/\*[\s\S]*?\*\/|"((?:[^"]|"")*)"|`([^`]*)`|\[([^\]]*)\]|([A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*)/g;

/** Finds which tables statements name. What a text names is found out once. */
export class NamedTables {
  readonly #tables: ReadonlySet<string>;
  readonly #known = new Map<string, ReadonlySet<string>>();

  /** @param tables their names, folded */
  constructor(tables: Iterable<string>) {
    this.#tables = new Set(tables);
  }

  /** Folded names of the tables in a statement. */
  in(sql: string): ReadonlySet<string> {
    const known = this.#known.get(sql);
    if (known) return known;
    const found = new Set<string>();
    for (const [, double, back, bracket, bare] of sql.slice(0, LONGEST).matchAll(TOKENS)) {
      const name = fold((double ?? back ?? bracket ?? bare ?? '').replaceAll('""', '"'));
      if (this.#tables.has(name)) found.add(name);
    }
    this.#known.set(sql, found);
    return found;
  }
}
