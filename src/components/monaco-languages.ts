import type { languages } from 'monaco-editor/editor';

/** How Python and SQLite's SQL are coloured, commented and indented in Monaco. */
export interface LanguageDefinition {
  tokens: languages.IMonarchLanguage;
  configuration: languages.LanguageConfiguration;
}

const words = (text: string): string[] => text.split(' ');
const pairs = [
  { open: '(', close: ')' },
  { open: '[', close: ']' },
  { open: '{', close: '}' },
  { open: '"', close: '"', notIn: ['string', 'comment'] },
  { open: "'", close: "'", notIn: ['string', 'comment'] },
];
const brackets: [string, string][] = [
  ['(', ')'],
  ['[', ']'],
  ['{', '}'],
];

/** The four ways to end a Python string, each with a state of its own. */
function pythonString(quote: string, whole: boolean, format: boolean): languages.IMonarchLanguageRule[] {
  const mark = quote.charAt(0);
  const plain = new RegExp(format ? `[^\\\\${mark}{}]+` : `[^\\\\${mark}]+`);
  const rules: languages.IMonarchLanguageRule[] = [
    [/\\(?:.|$)/, 'string'],
    [new RegExp(quote), 'string', '@pop'],
  ];
  if (format) rules.push([/\{\{|\}\}/, 'string'], [/\{/, 'delimiter', '@inserted'], [/\}/, 'string']);
  rules.push(whole ? [plain, 'string'] : [new RegExp(`${plain.source}$`), 'string', '@pop'], [plain, 'string']);
  if (whole) rules.push([new RegExp(mark), 'string']);
  return rules;
}

const python: LanguageDefinition = {
  tokens: {
    defaultToken: '',
    keywords: words(
      'False None True and as assert async await break class continue def del elif else except finally for from global if import in is lambda nonlocal not or pass raise return try while with yield',
    ),
    builtins: words(
      'abs all any bool bytes dict enumerate filter float frozenset getattr hasattr int isinstance issubclass iter len list map max min next object open print property range repr reversed round set setattr sorted staticmethod classmethod str sum super tuple type zip',
    ),
    tokenizer: {
      root: [
        [/#.*$/, 'comment'],
        [/@[A-Za-z_][\w.]*/, 'tag'],
        [/\b(class|def)(\s+)([A-Za-z_]\w*)/, ['keyword', 'white', 'type']],
        [/(?:[fF][rR]?|[rR][fF])"""/, 'string', '@format_long_double'],
        [/(?:[fF][rR]?|[rR][fF])'''/, 'string', '@format_long_single'],
        [/(?:[fF][rR]?|[rR][fF])"/, 'string', '@format_double'],
        [/(?:[fF][rR]?|[rR][fF])'/, 'string', '@format_single'],
        [/[bBrRuU]{0,2}"""/, 'string', '@long_double'],
        [/[bBrRuU]{0,2}'''/, 'string', '@long_single'],
        [/[bBrRuU]{0,2}"/, 'string', '@double'],
        [/[bBrRuU]{0,2}'/, 'string', '@single'],
        { include: '@code' },
      ],
      code: [
        [/\.\s*[A-Za-z_]\w*/, 'identifier'],
        [/[A-Za-z_]\w*(?=\s*=[^=])/, { cases: { '@keywords': 'keyword', '@default': 'identifier' } }],
        [/[A-Za-z_]\w*/, { cases: { '@keywords': 'keyword', '@builtins': 'predefined', '@default': 'identifier' } }],
        [/0[xX][\da-fA-F_]+|0[bB][01_]+|0[oO][0-7_]+|(?:\d[\d_]*)?\.?\d[\d_]*(?:[eE][+-]?\d+)?[jJ]?/, 'number'],
        [/[()[\]{}]/, '@brackets'],
        [/[-+*/%=<>!&|^~:,;.]/, 'delimiter'],
      ],
      inserted: [
        [/\}/, 'delimiter', '@pop'],
        [/'[^'\\]*'|"[^"\\]*"/, 'string'],
        [/['"]/, { token: '@rematch', next: '@pop' }],
        { include: '@code' },
      ],
      double: pythonString('"', false, false),
      single: pythonString("'", false, false),
      long_double: pythonString('"""', true, false),
      long_single: pythonString("'''", true, false),
      format_double: pythonString('"', false, true),
      format_single: pythonString("'", false, true),
      format_long_double: pythonString('"""', true, true),
      format_long_single: pythonString("'''", true, true),
    },
  },
  configuration: {
    comments: { lineComment: '#' },
    brackets,
    autoClosingPairs: pairs,
    surroundingPairs: pairs,
    onEnterRules: [
      // IndentAction.Indent and Outdent, by number: the enum is a value, and this file imports types only.
      { beforeText: /:\s*(?:#.*)?$/, action: { indentAction: 1 } },
      { beforeText: /^\s*(?:return|pass|break|continue|raise)\b.*$/, action: { indentAction: 3 } },
    ],
    folding: { offSide: true },
  },
};

const sql: LanguageDefinition = {
  tokens: {
    defaultToken: '',
    ignoreCase: true,
    keywords: words(
      'abort action add after all alter always analyze and as asc attach autoincrement before begin between by cascade case cast check collate column commit conflict constraint create cross current_date current_time current_timestamp database default deferrable deferred delete desc detach distinct do drop each else end escape except exclusive exists explain fail filter following for foreign from full generated glob group having if ignore immediate in index indexed initially inner insert instead intersect into is isnull join key left like limit match natural no not nothing notnull null nulls of offset on or order outer over partition plan pragma preceding primary query raise range recursive references regexp reindex release rename replace restrict returning right rollback row rows savepoint select set strict table temp temporary then to transaction trigger unbounded union unique update using vacuum values view virtual when where window with without',
    ),
    types: words('integer int real text blob numeric varchar char boolean date datetime float'),
    functions: words('abs avg changes char coalesce count date datetime format group_concat ifnull iif instr json last_insert_rowid length lower ltrim max min nullif printf random replace round rtrim strftime substr sum time total trim typeof unixepoch upper'),
    tokenizer: {
      root: [
        [/--.*$/, 'comment'],
        [/\/\*/, 'comment', '@comment'],
        [/[xX]?'/, 'string', '@string'],
        [/"(?:[^"]|"")*"|`[^`]*`|\[[^\]]*\]/, 'identifier'],
        [/[?:@$]\w+|\?/, 'tag'],
        [/\d[\d_]*(?:\.\d*)?(?:e[+-]?\d+)?|\.\d+|0x[\da-f]+/, 'number'],
        [/[a-z_]\w*(?=\s*\()/, { cases: { '@keywords': 'keyword', '@functions': 'predefined', '@types': 'type', '@default': 'identifier' } }],
        [/[a-z_]\w*/, { cases: { '@keywords': 'keyword', '@types': 'type', '@default': 'identifier' } }],
        [/[()]/, '@brackets'],
        [/[-+*/%=<>!&|^~,;.]/, 'delimiter'],
      ],
      comment: [
        [/\*\//, 'comment', '@pop'],
        [/[^*]+|\*/, 'comment'],
      ],
      string: [
        [/''/, 'string'],
        [/'/, 'string', '@pop'],
        [/[^']+/, 'string'],
      ],
    },
  },
  configuration: {
    comments: { lineComment: '--', blockComment: ['/*', '*/'] },
    brackets,
    autoClosingPairs: pairs,
    surroundingPairs: pairs,
  },
};

export const definitions = { python, sql };
