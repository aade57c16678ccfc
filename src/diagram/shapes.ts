/** A rectangle, in pixels. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Makes an SVG element with attributes and children; strings become text. */
export function shape<Tag extends keyof SVGElementTagNameMap>(
  tag: Tag,
  attributes: Record<string, string | number> = {},
  ...children: (Node | string)[][]
): SVGElementTagNameMap[Tag] {
  const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [name, value] of Object.entries(attributes)) {
    element.setAttribute(name, typeof value === 'number' ? String(Math.round(value * 100) / 100) : value);
  }
  element.append(...children.flat());
  return element;
}

/** The `(x, y)` of the first `translate` of an element. */
export function translation(element: Element | null): { x: number; y: number } {
  const [, x = '0', y = '0'] = /translate\(\s*([-\d.e]+)[\s,]+([-\d.e]+)/.exec(element?.getAttribute('transform') ?? '') ?? [];
  return { x: Number(x), y: Number(y) };
}

/** The box around the corners of a path of straight lines, or a rectangle's own box. */
export function boxOf(element: Element | null): Box | null {
  if (element === null) return null;
  const read = (name: string): number => Number(element.getAttribute(name));
  if (element.localName === 'rect') return { x: read('x'), y: read('y'), width: read('width'), height: read('height') };
  const numbers = (element.getAttribute('d') ?? '').match(/-?\d+(?:\.\d+)?(?:e-?\d+)?/g)?.map(Number) ?? [];
  const xs = numbers.filter((_, index) => index % 2 === 0);
  const ys = numbers.filter((_, index) => index % 2 === 1);
  if (xs.length === 0) return null;
  const [x, y] = [Math.min(...xs), Math.min(...ys)];
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
}
