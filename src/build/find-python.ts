import { run } from './process.ts';
import { Obstacle } from './report.ts';

const candidates: string[][] = [['python3'], ['python'], ['py', '-3']];

/** The command of a Python ≥ 3.9 with pip: `JUNCTION_PYTHON`, or the first that fits. */
export async function findPython(): Promise<string[]> {
  const named = process.env['JUNCTION_PYTHON'];
  const commands = named === undefined || named === '' ? candidates : [[named]];
  let recent = false;
  for (const command of commands) {
    if (!(await succeeds(command, ['-c', 'import sys; sys.exit(sys.version_info < (3, 9))']))) continue;
    recent = true;
    if (await succeeds(command, ['-m', 'pip', '--version'])) return command;
  }
  throw new Obstacle(
    recent
      ? 'This Python has no pip: install it (on Debian and Ubuntu: apt-get install python3-pip; elsewhere: python3 -m ensurepip), then run this again.'
      : 'Junction needs Python 3.9 or newer with pip, and none was found: install it (on Debian and Ubuntu: apt-get install python3 python3-pip), then run this again.',
  );
}

async function succeeds([command = '', ...first]: string[], args: string[]): Promise<boolean> {
  return (await run(command, [...first, ...args])).code === 0;
}
