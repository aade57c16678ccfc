/** Whether `length` bytes from `start` are well-formed UTF-8 (no surrogates, nothing overlong), as Python's strict decoder has it. */
export function isUtf8(bytes: Uint8Array, start: number, length: number): boolean {
  const end = start + length;
  for (let at = start; at < end; ) {
    const lead = bytes[at++] ?? 0;
    if (lead < 0x80) continue;
    const more = lead >= 0xc2 && lead <= 0xdf ? 1 : lead >= 0xe0 && lead <= 0xef ? 2 : lead >= 0xf0 && lead <= 0xf4 ? 3 : 0;
    if (more === 0 || at + more > end) return false;
    // The second byte of some leads is bounded more tightly: no overlong forms, no surrogates, nothing beyond U+10FFFF.
    const second = bytes[at] ?? 0;
    const least = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80;
    const most = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf;
    if (second < least || second > most) return false;
    for (let i = 1; i < more; i++) if (((bytes[at + i] ?? 0) & 0xc0) !== 0x80) return false;
    at += more;
  }
  return true;
}

/** Whether all of `length` bytes from `start` are below 128. */
export function isAscii(bytes: Uint8Array, start: number, length: number): boolean {
  let seen = 0;
  for (let at = start, end = start + length; at < end; at++) seen |= bytes[at] as number;
  return seen < 0x80;
}
