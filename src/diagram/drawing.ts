import type { Table } from '../engine/protocol.ts';
import type { Thing } from '../kinship/thing.ts';

/** A diagram's text and what its picture needs to know beyond it. */
export interface Drawing {
  /** Mermaid's text. Boxes have ids such as `t0`; real names are only in escaped labels. */
  text: string;
  /** What each box's id stands for. */
  names: Record<string, Name | Card>;
  /** What each line is, in the order of the text's lines. */
  edges: Edge[];
  /** What boxes and lines stand for, to be pointed at. The page keeps it: no picture needs it. */
  things: Things;
  /** Why there is too much to draw, in a plain sentence; null when there is not. */
  tooLarge: string | null;
}

/** What boxes and lines stand for; what is not there cannot be pointed at. */
export interface Things {
  /** By the box's id. */
  boxes: Readonly<Record<string, Thing>>;
  /** In the order of `edges`. */
  edges: readonly (Thing | null)[];
}

/** A table of the entity-relationship diagram; `columns` in the order of its rows. */
export interface Name {
  table: string;
  kind: Table['kind'] | 'missing';
  columns: string[];
  mark?: Mark;
}

/** What a stop of the past did. */
export interface Mark {
  kind: 'inserted' | 'changed' | 'deleted';
  /** `2 inserted, 1 deleted`. */
  words: string;
}

/** A class or an object. */
export interface Card {
  title: string;
  /** Its class in the style sheet. */
  kind: string;
  /** A word under the title; may be empty. */
  note: string;
  rows: Row[];
}

export interface Row {
  name: string;
  detail: string;
  tone: 'plain' | 'key' | 'link' | 'proxy' | 'quiet' | 'changed';
  /** A line is drawn above it. */
  ruled?: boolean;
}

/** How one end of a line looks: as crow's feet, as an arrow, as the triangle of inheritance, or as nothing. */
export type End = 'onlyOne' | 'zeroOrOne' | 'oneOrMore' | 'zeroOrMore' | 'arrow' | 'triangle' | 'none';

export interface Edge {
  /** Ids of the boxes that it joins. */
  from: string;
  to: string;
  /** Its class in the style sheet; empty for a plain line. */
  kind: '' | 'many-to-many' | 'proxy' | 'viewonly' | 'pending' | 'removed' | 'unsaved' | 'inserted' | 'changed' | 'deleted';
  /** Text on it, whole. */
  label: string;
  ends: [End, End];
  dashed: boolean;
  mark?: Mark;
}

/** The room that the picture has: it decides where boxes stand. */
export type Room = 'wide' | 'square' | 'tall';

/** Longest text on a line, and in a row of a card, in characters. */
export const LONGEST_LABEL = 60;
export const LONGEST_ROW = 72;

/** How a panel of that size, in pixels, is best filled. */
export function roomOf(width: number, height: number): Room {
  if (width > height * 2) return 'wide';
  return width < height * 0.8 ? 'tall' : 'square';
}

/** `1 table`, `1,200 tables`. */
export function count(number: number, noun: string, many = `${noun}s`): string {
  return `${number.toLocaleString('en')} ${number === 1 ? noun : many}`;
}
