import type { Explanation } from '../advice/advice.ts';
import type { ConsoleEntry } from '../session/state.ts';
import { visibleText } from './text.ts';

/** A piece of the console that becomes one element. */
export type ConsoleBlock =
  | { kind: 'stdout' | 'stderr' | 'note'; text: string }
  | { kind: 'input'; text: string; input: number | undefined }
  | { kind: 'error'; text: string; line: number | undefined; explanation: Explanation | undefined };

/** Characters in one element: small enough that adding a line lays out little anew. */
const BLOCK = 8_000;
/** Elements shown at most; what came before them is counted, not shown. */
const MOST = 600;

/**
 * The entries as blocks: runs of the same stream are joined and cut at line ends, so that a million
 * prints make a few hundred elements.
 */
export function toBlocks(entries: readonly ConsoleEntry[]): { blocks: ConsoleBlock[]; hidden: number } {
  const blocks: ConsoleBlock[] = [];
  for (let i = 0; i < entries.length; ) {
    const entry = entries[i];
    if (!entry) break;
    if (entry.kind === 'stdout' || entry.kind === 'stderr') {
      const parts: string[] = [];
      for (; entries[i]?.kind === entry.kind; i++) parts.push(entries[i]?.text ?? '');
      for (const text of pieces(visibleText(parts.join('')))) blocks.push({ kind: entry.kind, text });
      continue;
    }
    const text = visibleText(entry.text).replace(/\n+$/, '').slice(0, 20 * BLOCK);
    blocks.push(blockOf(entry, text));
    i++;
  }
  const hidden = Math.max(0, blocks.length - MOST);
  const lost = blocks.slice(0, hidden).reduce((sum, block) => sum + block.text.length, 0);
  return { blocks: blocks.slice(hidden), hidden: lost };
}

function blockOf({ kind, line, input, explanation }: ConsoleEntry, text: string): ConsoleBlock {
  if (kind === 'error') return { kind, text, line, explanation };
  return kind === 'input' ? { kind, text, input } : { kind, text };
}

/** Cuts text into pieces of at most `BLOCK` characters, at line ends where there are any. */
function pieces(text: string): string[] {
  const result: string[] = [];
  let from = 0;
  while (text.length - from > BLOCK) {
    const end = text.lastIndexOf('\n', from + BLOCK - 1) + 1;
    let to = end > from ? end : from + BLOCK;
    // Never between the halves of a surrogate pair.
    if (end <= from && /[\ud800-\udbff]/.test(text.charAt(to - 1))) to--;
    result.push(text.slice(from, to));
    from = to;
  }
  if (from < text.length) result.push(text.slice(from));
  return result;
}

/** `>>> ` before the first line of an input and `... ` before the others, as the prompt showed them. */
export function promptLines(source: string): string {
  return source
    .split('\n')
    .map((line, i) => (i === 0 ? `>>> ${line}` : `... ${line}`))
    .join('\n');
}

/**
 * A pasted text as prompt inputs. A transcript (`>>> `, `... `, results between them) gives one input
 * for each `>>>`, its results dropped; anything else is one input as it stands.
 */
export function pastedInputs(text: string): string[] {
  const lines = text.replaceAll('\r\n', '\n').split('\n');
  if (!lines.some((line) => /^\s*>>>( |$)/.test(line))) return [text.replaceAll('\r\n', '\n')];
  const inputs: string[][] = [];
  for (const line of lines) {
    const match = /^\s*(>>>|\.\.\.)(?: |$)(.*)$/.exec(line);
    if (!match) continue;
    const code = match[2] ?? '';
    const last = inputs.at(-1);
    if (match[1] === '>>>' || !last) inputs.push([code]);
    else last.push(code);
  }
  return inputs.map((input) => input.join('\n')).filter((input) => input.trim() !== '');
}

/** What is asked of Python: a last line of nothing but spaces counts as the empty line that ends a block. */
export function promptSource(text: string): string {
  return text.replace(/\n[ \t]+$/, '\n');
}
