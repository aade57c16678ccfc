import type { ShortcutGroup } from './shortcuts.ts';

/** Where a talk over a lesson is. */
export interface Slide {
  /** From 1. */
  readonly step: number;
  /** The introduction, which comes before the first step. */
  readonly opening: boolean;
  /** The step's solution is shown. */
  readonly solved: boolean;
}

/** What a key of the keyboard, or of a clicker, does in a talk. */
export type SlideVerb = 'next' | 'back' | 'first' | 'last' | 'solution' | 'notes' | 'try' | 'full' | 'keys' | 'leave';

/** The keys; clickers send Page Up and Page Down, and a full stop or a B for a black screen. */
const slideKeys: readonly { readonly verb: SlideVerb; readonly keys: readonly string[]; readonly does: string }[] = [
  { verb: 'next', keys: ['ArrowRight', 'PageDown', ' '], does: 'Further down the step, then to the next one' },
  { verb: 'back', keys: ['ArrowLeft', 'PageUp'], does: 'Back' },
  { verb: 'first', keys: ['Home'], does: 'To the beginning' },
  { verb: 'last', keys: ['End'], does: 'To the last step' },
  { verb: 'solution', keys: ['s', '.', 'b'], does: 'Show the solution, or hide it' },
  { verb: 'notes', keys: ['n'], does: 'Show the notes on this screen, or hide them' },
  { verb: 'try', keys: ['t'], does: 'Try the step in the playground, in large type' },
  { verb: 'full', keys: ['f'], does: 'Fill the screen, or no longer' },
  { verb: 'keys', keys: ['?'], does: 'These shortcuts' },
  { verb: 'leave', keys: ['Escape'], does: 'End the talk' },
];

const keyNames: Record<string, string> = { ' ': 'Space', ArrowRight: '→', ArrowLeft: '←', PageDown: 'PgDn', PageUp: 'PgUp', Escape: 'Esc' };

/** The keys of a talk, as people are told them. */
export const slideShortcuts: readonly ShortcutGroup[] = [
  { title: 'In the talk', shortcuts: shortcutsOf((key) => !isSingle(key)) },
  { title: 'Anywhere but where you type', single: true, shortcuts: shortcutsOf(isSingle) },
];

/** What a key does; null for keys that are somebody else's. Unless `single`, keys that write something do nothing. */
export function verbOf({ key, ctrlKey, metaKey, altKey, shiftKey }: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>, single = true): SlideVerb | null {
  if (ctrlKey || metaKey || altKey || (isSingle(key) && !single)) return null;
  if (key === ' ' && shiftKey) return 'back';
  return slideKeys.find(({ keys }) => keys.includes(key.length === 1 ? key.toLowerCase() : key))?.verb ?? null;
}

/** The slide after one; the last is followed by itself. */
export function slideAfter({ step, opening }: Slide, steps: number): Slide {
  return slideAt(opening ? step : Math.min(step + 1, steps));
}

/** The slide before one. Whoever comes back sees what they have shown before: not the solution. */
export function slideBefore({ step, opening }: Slide, hasOpening: boolean): Slide {
  if (step > 1) return slideAt(step - 1);
  return { ...slideAt(1), opening: opening || hasOpening };
}

export function slideAt(step: number): Slide {
  return { step, opening: false, solved: false };
}

/** A slide as another window tells it; null when that is none of this lesson. */
export function asSlide(value: unknown, steps: number): Slide | null {
  if (typeof value !== 'object' || value === null) return null;
  const { step, opening, solved } = value as Record<string, unknown>;
  if (typeof step !== 'number' || !Number.isInteger(step) || step < 1 || step > steps) return null;
  return { step, opening: opening === true && step === 1, solved: solved === true };
}

/** Whether a key writes a letter or a sign. */
function isSingle(key: string): boolean {
  return key.length === 1 && key !== ' ';
}

function shortcutsOf(belongs: (key: string) => boolean): ShortcutGroup['shortcuts'] {
  return slideKeys.filter(({ keys }) => keys.every(belongs)).map(({ keys, does }) => [keys.map((key) => keyNames[key] ?? key).join(' '), does] as const);
}
