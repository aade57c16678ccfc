/**
 * Applies a `diff` block to a program: lines that begin with `-` are taken out, with `+` put in, with a space are
 * there and stay; a line `@@` begins another place, further down. What is taken out or stays must be found as it
 * stands, in one place only. Answers the new program, or a sentence on what is wrong.
 */
export function patch(program: string, diff: string): { code: string } | { problem: string } {
  const lines = program.split('\n');
  const changed: string[] = [];
  let next = 0;
  for (const { before, after } of hunksOf(diff)) {
    if (before.length === 0) return { problem: 'a change needs a line that is there: one that begins with "-" or a space' };
    const places = placesOf(before, lines, next);
    const [place] = places;
    if (place === undefined) return { problem: `these lines are not in the program${next > 0 ? ', after the change before' : ''}: ${told(before)}` };
    if (places.length > 1) return { problem: `these lines are in the program ${places.length} times: ${told(before)}; add one before or after that is not` };
    changed.push(...lines.slice(next, place), ...after);
    next = place + before.length;
  }
  return { code: [...changed, ...lines.slice(next)].join('\n') };
}

interface Hunk {
  before: string[];
  after: string[];
}

function hunksOf(diff: string): Hunk[] {
  const hunks: Hunk[] = [{ before: [], after: [] }];
  for (const line of diff.replace(/\n$/, '').split('\n')) {
    const hunk = hunks.at(-1);
    if (line.startsWith('@@')) hunks.push({ before: [], after: [] });
    else if (!hunk) continue;
    else if (line.startsWith('-')) hunk.before.push(line.slice(1));
    else if (line.startsWith('+')) hunk.after.push(line.slice(1));
    else {
      // An empty line of a diff is an empty line that stays: editors cut the space before it.
      hunk.before.push(line.slice(1));
      hunk.after.push(line.slice(1));
    }
  }
  return hunks.filter(({ before, after }) => before.length + after.length > 0);
}

function placesOf(wanted: readonly string[], lines: readonly string[], from: number): number[] {
  const places: number[] = [];
  for (let place = from; place + wanted.length <= lines.length; place += 1) {
    if (wanted.every((line, i) => line.trimEnd() === lines[place + i]?.trimEnd())) places.push(place);
  }
  return places;
}

function told(lines: readonly string[]): string {
  const [first = ''] = lines;
  return `“${first.trim()}”${lines.length > 1 ? ' …' : ''}`;
}
