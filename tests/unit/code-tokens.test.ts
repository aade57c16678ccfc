import { describe, expect, it } from 'vitest';
import { codeTokens } from '../../src/components/code-tokens.ts';

const kinds = (code: string, language: string): string[] => codeTokens(code, language).flatMap(({ kind, text }) => (kind === 'plain' ? [] : [`${kind} ${text.trim()}`]));

describe('code is coloured as the editor colours it', () => {
  it('in Python', () => {
    const code = '@app.route("/")\nclass Tag(db.Model):  # a tag\n    id = db.Column(db.Integer, primary_key=True)\n    n = len("it\'s") + 1.5\n';
    expect(kinds(code, 'python')).toEqual(['decorator @app.route', 'string "/"', 'keyword class', 'function Tag', 'comment # a tag', 'keyword True', 'function len', 'string "it\'s"', 'number 1.5']);
  });

  it('in strings over several lines, with what f-strings insert, and in strings that do not end', () => {
    expect(kinds('"""a\nclass\n"""\npass', 'python')).toEqual(['string """a\nclass\n"""', 'keyword pass']);
    expect(kinds('f"{len(a)} of {b!r}" if x', 'python')).toEqual(['string f"', 'function len', 'string of', 'string "', 'keyword if']);
    expect(kinds("a = 'open\nreturn f'{x'\nreturn", 'python')).toEqual(["string 'open", 'keyword return', "string f'", "string '", 'keyword return']);
  });

  it('in SQL, whatever the letters’ case', () => {
    expect(kinds('select COUNT(*) from "order" where a = \'it\'\'s\' and b = :b -- all\n/* two\nlines */ LIMIT 3', 'sql')).toEqual([
      'keyword select', 'function COUNT', 'keyword from', 'keyword where', "string 'it''s'", 'keyword and', 'decorator :b', 'comment -- all\n/* two\nlines */', 'keyword LIMIT', 'number 3',
    ]);
  });

  it('at a prompt, where only what was typed is Python', () => {
    expect(kinds('>>> for x in a:\n...     print(x)\nfor 1\n>>> 2', 'pycon')).toEqual(['prompt >>>', 'keyword for', 'keyword in', 'prompt ...', 'function print', 'prompt >>>', 'number 2']);
  });

  it('in what changes', () => {
    expect(kinds('-a = 1\n+a = 2\n b = 3', 'diff')).toEqual(['removed -a = 1', 'added +a = 2']);
  });

  it.each(['python', 'sql', 'pycon', 'diff', 'text', 'nonsense'])('and nothing of it is lost: %s', (language) => {
    const odd = ['', '\n\n', 'a\r\nb', '"\'`[{(\\', '\\', 'f"{', "f'{'a'}'}", '/*', '"""', '\u{1F600}é\0', '>>> \n...', "x'", '0x', '.', '@', 'f"{"{"}', '\t# '];
    for (const code of [...odd, odd.join(''), odd.join('\n')]) {
      expect(codeTokens(code, language).map(({ text }) => text).join('')).toBe(code);
    }
  });
});
