/**
 * What the page and the diagram's fenced frame say to each other over one port: types only. The page
 * treats everything that comes back as untrusted data.
 */
import type { PointingHow } from '../kinship/thing.ts';
import type { Drawing } from './drawing.ts';

export type Theme = 'light' | 'dark';

/** What the page may ask of the frame. */
export interface DiagramFrame {
  /** Draws the text and shows the picture. Answered at once when the text was drawn before; one at a time. */
  show(request: ShowRequest): Promise<ShowResult>;
  /** Changes colours only. */
  theme(theme: Theme): void;
  /** Lights up boxes by their ids, and lines by their place in the text; nothing else stays lit. */
  light(boxes: string[], edges: number[]): void;
  zoom(how: 'in' | 'out' | 'fit' | 'actual'): void;
  /** The picture as a self-contained SVG document; null when there is none. */
  svg(): Promise<string | null>;
}

/** A box by its id, or a line by its place in the text. */
export type Spot = { box: string } | { edge: number };

export interface ShowRequest extends Pick<Drawing, 'text' | 'names' | 'edges'> {
  /** Which diagram it is: each keeps its own place and zoom. */
  view: string;
  theme: Theme;
  /** What a screen reader calls the picture, and how to move it. */
  label: string;
}

export type ShowResult =
  /** `ms` from the request until the picture is in place. */
  | { status: 'shown'; ms: number }
  /** The former picture stays, dimmed. */
  | { status: 'failed'; message: string }
  /** The frame is not rendered, so nothing can be measured in it; to be asked for again. */
  | { status: 'hidden' };

/** What the frame reports by itself. */
export interface DiagramEvents {
  /** The frame's script runs and waits for `show`. */
  ready(): void;
  /** The picture's scale, 1 being its natural size, and whether all of it is fitted to the frame. */
  view(scale: number, fitted: boolean): void;
  /** What is pointed at now; null for nothing. */
  point(spot: Spot | null, how: PointingHow): void;
}
