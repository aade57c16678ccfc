/** Turns whatever a program printed into text that is safe and honest to show. Pure. */

// CSI and OSC sequences, and the two-character escapes.
const ANSI = /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|[@-Z\\-_])/g;
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g;
const SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** Colours are dropped; control characters, NUL and lone surrogates are shown as visible signs. */
export function visibleText(text: string): string {
  return overwritten(text.replace(ANSI, ''))
    .replace(CONTROL, (c) => (c === '\u007f' ? '\u2421' : String.fromCharCode(0x2400 + c.charCodeAt(0))))
    .replace(SURROGATE, (c) => `\\u${c.charCodeAt(0).toString(16)}`);
}

/** A carriage return goes back to the line's beginning, as progress bars do: the last writing wins. */
function overwritten(text: string): string {
  if (!text.includes('\r')) return text;
  const lines = text.replaceAll('\r\n', '\n').split('\n');
  return lines.map((line) => line.slice(line.replace(/\r+$/, '').lastIndexOf('\r') + 1).replace(/\r+$/, '')).join('\n');
}

/** `1 row`, `2 rows`, `1,200 rows`. */
export function count(n: number, one: string, many = `${one}s`): string {
  return `${n.toLocaleString('en')} ${n === 1 ? one : many}`;
}

/** A duration for people: `0.4 ms`, `12 ms`, `1.3 s`. */
export function duration(ms: number): string {
  if (ms >= 1000) return `${(ms / 1000).toFixed(1)} s`;
  return `${ms < 10 ? ms.toFixed(1) : Math.round(ms)} ms`;
}

/** The first line that says something, cut to `length`, with an ellipsis when something follows. */
export function firstLine(text: string, length = 120): string {
  const whole = text.trim();
  const line = (whole.split('\n', 1)[0] ?? '').trimEnd();
  const cut = line.length > length ? line.slice(0, length) : line;
  return cut.length < whole.length ? `${cut} …` : cut;
}
