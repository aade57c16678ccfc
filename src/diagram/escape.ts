/** Longest text of one cell of the picture, in characters, unless more room is given. */
const LONGEST = 40;

/** What goes into Mermaid's grammar as a bare word and means nothing to Markdown: `name`, `VARCHAR(80)`. */
const PLAIN_WORD = /^[A-Za-z](?:_?[A-Za-z0-9])*(?:\([0-9]+(?:,[0-9]+)*\))?$/;

/** Words that Mermaid's grammar reads as keys. */
const KEY_WORD = /^(?:pk|fk|uk)$/i;

/** Mermaid takes this for a command even in the middle of a quoted text. */
const DIRECTION = /direction (?=TB|BT|RL|LR)/gi;

/**
 * The text between quotes in Mermaid, to be shown as it is: whatever Mermaid, Markdown or HTML could take
 * for markup becomes a numbered character code (`#60;`). Long text is cut with an ellipsis.
 */
export function label(text: string, longest: number = LONGEST): string {
  const characters = Array.from(clip(text, longest));
  const encoded = characters.map((one, index) => encode(one, characters[index - 1], characters[index + 1])).join('');
  return encoded.replaceAll(DIRECTION, (command) => command.replace(' ', '#160;')) || '#160;';
}

/** A line of a class in Mermaid's class diagram, where brackets would make it a method. */
export function member(text: string, longest?: number): string {
  return label(text, longest).replaceAll('(', '#40;').replaceAll(')', '#41;');
}

/** A column's name or type as Mermaid's grammar wants it: a bare word, or backticks around `label(text)`. */
export function word(text: string): string {
  return PLAIN_WORD.test(text) && !KEY_WORD.test(text) && text.length <= LONGEST ? text : `\`${label(text)}\``;
}

/** The text as the picture can show it: cut to length, control characters made visible. */
export function clip(text: string, longest: number = LONGEST): string {
  const characters = Array.from(visible(text));
  return characters.length > longest ? `${characters.slice(0, longest - 1).join('')}…` : characters.join('');
}

/** Control characters have no shape of their own: Unicode has pictures of some, the rest get `\ufffd`. */
function visible(text: string): string {
  return text
    .replaceAll(/\p{Surrogate}/gu, '\ufffd')
    .replaceAll(/[\0-\x1f]/g, (control) => String.fromCodePoint(0x2400 + control.charCodeAt(0)))
    .replaceAll(/[\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g, '\ufffd');
}

function encode(character: string, before: string | undefined, after: string | undefined): string {
  if (/[A-Za-z0-9(),]/.test(character)) return character;
  // Inside a word these are harmless; at an edge or doubled they are Markdown's emphasis, lists and lines.
  if (/[_.-]/.test(character) && isLetter(before) && isLetter(after)) return character;
  // HTML folds spaces, so only a single one between others may stay.
  if (character === ' ') return (before ?? ' ') === ' ' || (after ?? ' ') === ' ' ? '#160;' : ' ';
  // Characters beyond Latin-1's signs are plain text; U+FB02 alone begins Mermaid's own inner codes.
  return (character > '\u00bf' || character === '·') && character !== '\ufb02' ? character : `#${character.codePointAt(0)};`;
}

function isLetter(character: string | undefined): boolean {
  return character !== undefined && /[A-Za-z0-9]/.test(character);
}
