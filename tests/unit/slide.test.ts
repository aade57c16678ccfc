import { describe, expect, it } from 'vitest';
import { asSlide, slideAfter, slideAt, slideBefore, slideShortcuts, verbOf } from '../../src/components/slide.ts';

const key = (name: string, with_: object = {}) => ({ key: name, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...with_ });

describe('a talk', () => {
  it('obeys clickers and the keyboard', () => {
    const verbs = ['PageDown', 'ArrowRight', ' ', 'PageUp', 'ArrowLeft', 'Home', 'End', 's', 'S', '.', 'b', 'n', 't', 'f', '?', 'Escape'].map((name) => verbOf(key(name)));
    expect(verbs).toEqual(['next', 'next', 'next', 'back', 'back', 'first', 'last', 'solution', 'solution', 'solution', 'solution', 'notes', 'try', 'full', 'keys', 'leave']);
    expect(verbOf(key(' ', { shiftKey: true }))).toBe('back');
  });

  it('leaves other keys to the browser: arrows that scroll, shortcuts', () => {
    expect(['ArrowDown', 'ArrowUp', 'Tab', 'Enter', 'F5', 'x'].map((name) => verbOf(key(name)))).toEqual([null, null, null, null, null, null]);
    expect([{ ctrlKey: true }, { metaKey: true }, { altKey: true }].map((held) => verbOf(key('s', held)))).toEqual([null, null, null]);
  });

  it('lets keys that write something be switched off, and tells every key that there is', () => {
    expect(['s', '.', '?', ' ', 'PageDown'].map((name) => verbOf(key(name), false))).toEqual([null, null, null, 'next', 'next']);
    const told = slideShortcuts.map(({ single, shortcuts }) => [single ?? false, shortcuts.map(([keys]) => keys)]);
    expect(told).toEqual([
      [false, ['→ PgDn Space', '← PgUp', 'Home', 'End', 'Esc']],
      [true, ['s . b', 'n', 't', 'f', '?']],
    ]);
  });

  it('goes from the introduction to the last step and back; a solution is hidden again', () => {
    const opening = { ...slideAt(1), opening: true };
    expect(slideAfter(opening, 3)).toEqual(slideAt(1));
    expect(slideAfter({ ...slideAt(1), solved: true }, 3)).toEqual(slideAt(2));
    expect(slideAfter(slideAt(3), 3)).toEqual(slideAt(3));
    expect(slideBefore({ ...slideAt(2), solved: true }, true)).toEqual(slideAt(1));
    expect(slideBefore(slideAt(1), true)).toEqual(opening);
    expect(slideBefore(slideAt(1), false)).toEqual(slideAt(1));
    expect(slideBefore(opening, true)).toEqual(opening);
  });

  it('takes from another window only what is a slide of the lesson', () => {
    expect(asSlide({ step: 2, opening: true, solved: true, more: '<b>' }, 3)).toEqual({ step: 2, opening: false, solved: true });
    expect(asSlide({ step: 1, opening: true }, 3)).toEqual({ step: 1, opening: true, solved: false });
    for (const wrong of [null, 'next', 7, {}, { step: 4 }, { step: 0 }, { step: 1.5 }, { step: '2' }]) expect(asSlide(wrong, 3)).toBeNull();
  });
});
