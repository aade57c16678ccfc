/** Small English for the sentences of this folder. */

/** `a` or `an`, as the word after it wants. */
export function article(word: string): string {
  return /^[aeiou]/i.test(word) ? 'an' : 'a';
}

/** `` an `Exam` ``. */
export function a(name: string): string {
  return `${article(name)} \`${name}\``;
}

/** `` `a` and `b` ``, `` `a`, `b` and `c` ``. */
export function list(names: Iterable<string>): string {
  const words = [...names].map((name) => `\`${name}\``);
  return words.length < 3 ? words.join(' and ') : `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`;
}

/** The sentence with a capital letter. */
export function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
