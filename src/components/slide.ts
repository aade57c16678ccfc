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

/** The keys, as people are told them; clickers send Page Up and Page Down, and a full stop or a B for a black screen. */
export const slideKeys: readonly { readonly verb: SlideVerb; readonly keys: readonly string[]; readonly does: string }[] = [
  { verb: 'next', keys: ['ArrowRight', 'PageDown', ' '], does: 'further down the step, then to the next one' },
  { verb: 'back', keys: ['ArrowLeft', 'PageUp'], does: 'back' },
  { verb: 'first', keys: ['Home'], does: 'to the beginning' },
  { verb: 'last', keys: ['End'], does: 'to the last step' },
  { verb: 'solution', keys: ['s', '.', 'b'], does: 'show the solution, or hide it' },
  { verb: 'notes', keys: ['n'], does: 'show the notes on this screen, or hide them' },
  { verb: 'try', keys: ['t'], does: 'try the step in the playground, in large type' },
  { verb: 'full', keys: ['f'], does: 'fill the screen, or no longer' },
  { verb: 'keys', keys: ['?'], does: 'show these keys, or hide them' },
  { verb: 'leave', keys: ['Escape'], does: 'end the talk' },
];

/** What a key does; null for keys that are somebody else's. */
export function verbOf({ key, ctrlKey, metaKey, altKey, shiftKey }: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>): SlideVerb | null {
  if (ctrlKey || metaKey || altKey) return null;
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
