/** The items in an order that looks like chance and is always the same; never the one given, when there are two or more different ones. */
export function shuffled(items: readonly string[]): string[] {
  const keyed = items.map((item, i) => ({ item, key: hash(`${i}:${item}`) })).sort((a, b) => a.key - b.key);
  const result = keyed.map(({ item }) => item);
  if (result.some((item, i) => item !== items[i])) return result;
  return [...result.slice(1), ...result.slice(0, 1)];
}

/** The items with one of them at another place. */
export function moved<T>(items: readonly T[], from: number, to: number): T[] {
  const rest = items.filter((_, i) => i !== from);
  const place = Math.min(Math.max(0, to), rest.length);
  return [...rest.slice(0, place), ...items.slice(from, from + 1), ...rest.slice(place)];
}

function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  // The last characters must matter as much as the first.
  value = Math.imul(value ^ (value >>> 15), 0x2c1b3c6d);
  return (value ^ (value >>> 13)) >>> 0;
}
