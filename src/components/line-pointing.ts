import { markOf, type Marks } from '../kinship/thing.ts';
import { point } from './pointable.ts';

/** Says which line of a program is pointed at. While the text is not that of the program that ran, none is. */
export class LinePointing {
  #hovered: number | null = null;

  constructor(
    private readonly host: EventTarget,
    private readonly ran: () => boolean,
  ) {}

  hover(line: number | null): void {
    const now = this.ran() ? line : null;
    if (now === this.#hovered) return;
    this.#hovered = now;
    point(this.host, thingOf(now), 'hover');
  }

  /** The cursor is in a line, or the editor has been left. */
  focus(line: number | null): void {
    point(this.host, thingOf(this.ran() ? line : null), 'focus');
  }

  keep(line: number): void {
    point(this.host, thingOf(line), 'pin');
  }
}

/** The lines of a text that are lit, from 1. */
export function litLines(text: string, lit: Marks): number[] {
  if (lit.size === 0) return [];
  return text.split('\n').flatMap((_, index) => (lit.has(markOf({ kind: 'line', line: index + 1 })) ? [index + 1] : []));
}

function thingOf(line: number | null): { kind: 'line'; line: number } | null {
  return line === null ? null : { kind: 'line', line };
}
