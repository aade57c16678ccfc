import { spawn } from 'node:child_process';
import { root } from './paths.ts';

/** How a program ended: its exit code (null when it could not start or was killed) and what it printed. */
export interface Ended {
  code: number | null;
  output: string;
}

interface RunOptions {
  /** Whether the output is shown as it comes, beside being collected. */
  show?: boolean;
  /** Gets each piece of output as it comes. */
  watch?: (text: string) => void;
  /** Added to the environment. */
  env?: NodeJS.ProcessEnv;
}

/** Runs a program in the project's folder, without input, and collects its output. */
export function run(command: string, args: string[], options: RunOptions = {}): Promise<Ended> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, env: { ...process.env, ...options.env }, stdio: ['ignore', 'pipe', 'pipe'] });
    const pieces: Buffer[] = [];
    const collect = (target: NodeJS.WriteStream) => (piece: Buffer) => {
      pieces.push(piece);
      if (options.show === true) target.write(piece);
      options.watch?.(piece.toString());
    };
    child.stdout.on('data', collect(process.stdout));
    child.stderr.on('data', collect(process.stderr));
    const end = (code: number | null) => resolve({ code, output: Buffer.concat(pieces).toString() });
    child.on('error', () => end(null));
    child.on('close', end);
  });
}

/** Runs a command-line tool from node_modules, showing its output. `script` is its path there. */
export function runTool(script: string, args: string[], env?: NodeJS.ProcessEnv): Promise<Ended> {
  return run(process.execPath, [`node_modules/${script}`, ...args], { show: true, ...(env === undefined ? {} : { env }) });
}
