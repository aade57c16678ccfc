import { definitions } from './monaco-languages.ts';

/** What a piece of code is, and so its colour; `prompt` is a console's `>>>`, `added` and `removed` are lines of a diff. */
export type CodeKind = 'plain' | 'comment' | 'keyword' | 'number' | 'string' | 'decorator' | 'function' | 'prompt' | 'added' | 'removed';

export interface CodeToken {
  readonly kind: CodeKind;
  readonly text: string;
}

/** Longer texts (characters) keep one colour: reading them would hold up the page. */
const LONGEST = 200_000;

/**
 * Code in pieces, by the very rules that colour it in the editor; put together again they are the code. Knows
 * `python`, `sql`, `pycon` and `diff`; anything else is plain.
 */
export function codeTokens(code: string, language: string): CodeToken[] {
  if (code === '') return [];
  if (code.length > LONGEST) return [{ kind: 'plain', text: code }];
  switch (language) {
    case 'python':
    case 'sql':
      return joined(eachLine(code, reader(language)));
    case 'pycon':
      return joined(eachLine(code, consoleReader()));
    case 'diff':
      return joined(eachLine(code, (line) => [{ kind: line.startsWith('+') ? 'added' : line.startsWith('-') ? 'removed' : 'plain', text: line }]));
    default:
      return [{ kind: 'plain', text: code }];
  }
}

type Reader = (line: string) => CodeToken[];

/** A console's lines: after a prompt stands Python, anything else was printed. */
function consoleReader(): Reader {
  let python = reader('python');
  return (line) => {
    const [prompt] = /^(?:>>>|\.\.\.)(?: |$)/.exec(line) ?? [];
    if (prompt === undefined) return [{ kind: 'plain', text: line }];
    if (prompt.startsWith('>')) python = reader('python');
    return [{ kind: 'prompt', text: prompt }, ...python(line.slice(prompt.length))];
  };
}

// The grammars are Monarch's. This is as much of Monarch as they use.

type Action = string | readonly string[] | { token?: string; next?: string; cases?: Record<string, string> };
type Rule = readonly [RegExp, Action, string?] | { readonly include: string };
interface Grammar {
  readonly ignoreCase?: boolean;
  readonly tokenizer: Record<string, readonly Rule[]>;
}

/** Reads a text line by line; remembers between them in which state the last one ended. */
function reader(language: keyof typeof definitions): Reader {
  const grammar = definitions[language].tokens as unknown as Grammar;
  const stack = ['root'];
  return (line) => {
    const tokens: CodeToken[] = [];
    const add = (name: string, text: string): void => void tokens.push({ kind: kindOf(name), text });
    let at = 0;
    // A rule may change the state without taking anything; more of that than there are states would never end.
    for (let idle = 0; at < line.length && idle < 10; ) {
      const found = firstMatch(grammar, stack.at(-1) ?? 'root', line, at);
      if (found === null) {
        add('', line.charAt(at));
        at += 1;
        continue;
      }
      const { match, action, next } = found;
      const { token, change } = actionOf(grammar, action, next, match[0]);
      if (change === '@pop') stack.pop();
      else if (change !== undefined) stack.push(change.slice(1));
      if (token === '@rematch' || match[0] === '') {
        idle += 1;
        continue;
      }
      idle = 0;
      at += match[0].length;
      if (typeof token === 'string') add(token, match[0]);
      else token.forEach((name, i) => add(name, match[i + 1] ?? ''));
    }
    if (at < line.length) add('', line.slice(at));
    return tokens;
  };
}

function firstMatch(grammar: Grammar, state: string, line: string, at: number): { match: RegExpExecArray; action: Action; next: string | undefined } | null {
  for (const rule of rulesOf(grammar, state)) {
    const pattern = new RegExp(rule[0].source, grammar.ignoreCase ? 'iy' : 'y');
    pattern.lastIndex = at;
    const match = pattern.exec(line);
    if (match) return { match, action: rule[1], next: rule[2] };
  }
  return null;
}

function rulesOf(grammar: Grammar, state: string): Exclude<Rule, { include: string }>[] {
  return (grammar.tokenizer[state] ?? []).flatMap((rule) => ('include' in rule ? rulesOf(grammar, rule.include.slice(1)) : [rule]));
}

function actionOf(grammar: Grammar, action: Action, next: string | undefined, text: string): { token: string | readonly string[]; change: string | undefined } {
  if (typeof action === 'string') return { token: action, change: next };
  if ('cases' in action) {
    const word = grammar.ignoreCase ? text.toLowerCase() : text;
    const lists = grammar as unknown as Record<string, readonly string[]>;
    const [, token = ''] = Object.entries(action.cases ?? {}).find(([name]) => name === '@default' || lists[name.slice(1)]?.includes(word)) ?? [];
    return { token, change: next };
  }
  return 'token' in action ? { token: action.token ?? '', change: action.next } : { token: action as readonly string[], change: next };
}

/** The editor's theme colours these; it has one colour for what is built in and for types. */
function kindOf(token: string): CodeKind {
  switch (token) {
    case 'comment':
    case 'keyword':
    case 'number':
    case 'string':
      return token;
    case 'predefined':
    case 'type':
      return 'function';
    case 'tag':
      return 'decorator';
    default:
      return 'plain';
  }
}

function eachLine(code: string, read: Reader): CodeToken[] {
  return code.split('\n').flatMap((line, i) => [...(i > 0 ? [{ kind: 'plain', text: '\n' } as const] : []), ...read(line)]);
}

/** Neighbours of one kind are one token. */
function joined(tokens: readonly CodeToken[]): CodeToken[] {
  const result: CodeToken[] = [];
  for (const { kind, text } of tokens) {
    const last = result.at(-1);
    if (text === '') continue;
    // White space has no colour: it goes with what stands before it.
    if (last && (last.kind === kind || text.trim() === '')) result[result.length - 1] = { kind: last.kind, text: last.text + text };
    else result.push({ kind, text });
  }
  return result;
}
