/** A line of a program that ordered lines are put in the place of. */
const marker = /^([ \t]*)(?:#|--) order[ \t]*$/m;

export function hasOrderMarker(program: string): boolean {
  return marker.test(program);
}

/** The program with these lines, indented as the marker is, in the marker's place. */
export function withOrder(program: string, lines: readonly string[]): string {
  return program.replace(marker, (_, indent: string) => lines.map((each) => indent + each).join('\n'));
}
