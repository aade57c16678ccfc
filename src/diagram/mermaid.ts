import mermaid from 'mermaid';
import { CARD_PADDING, FONT, MEASURE_STYLE, SIZES } from './palette.ts';

/** The one place that knows Mermaid. */
export class Mermaid {
  private drawn = 0;

  constructor() {
    mermaid.initialize({
      startOnLoad: false,
      securityLevel: 'strict',
      suppressErrorRendering: true,
      layout: 'dagre',
      theme: 'base',
      look: 'classic',
      htmlLabels: true,
      deterministicIds: true,
      maxTextSize: 1_000_000,
      fontFamily: FONT,
      fontSize: SIZES.column,
      themeCSS: MEASURE_STYLE,
      er: { diagramPadding: 18, entityPadding: 7, minEntityWidth: 90, minEntityHeight: 40, nodeSpacing: 60, rankSpacing: 80 },
      class: { padding: CARD_PADDING, hideEmptyMembersBox: true, diagramPadding: 18, nodeSpacing: 50, rankSpacing: 70 },
    });
  }

  /**
   * Draws the text off screen, inside `room`, which must be rendered for Mermaid to measure in.
   * @returns the SVG as Mermaid sanitized it, and its id
   * @throws when the text is neither an ER diagram nor a class diagram
   */
  async draw(text: string, room: Element): Promise<{ svg: string; id: string }> {
    const id = `er${++this.drawn}`;
    // The event handlers that Mermaid offers (`bindFunctions`) are never asked for.
    try {
      const { svg } = await mermaid.render(id, text, room);
      return { svg, id };
    } finally {
      room.replaceChildren();
    }
  }
}
