import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../../src/build/paths.ts';

/** `npm run dev` for a course in a folder of its own. */
export interface AuthorServer {
  /** Of the course; its files may be changed. */
  folder: string;
  url: string;
  close(): void;
}

/** An empty folder in the place of temporary files. */
export function newFolder(): string {
  return mkdtempSync(join(tmpdir(), 'junction-course-'));
}

/** Runs one of the project's commands; gives its exit code and everything that it printed. */
export async function command(...args: string[]): Promise<{ code: number; output: string }> {
  const child = start(args);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const code = await new Promise<number>((resolve) => child.on('close', (status) => resolve(status ?? -1)));
  return { code, output };
}

/** Starts the development server on the course in `folder`. */
export async function serveAuthor(folder: string): Promise<AuthorServer> {
  const child = start(['dev', '--lessons', folder]);
  const url = await new Promise<string>((resolve, reject) => {
    let output = '';
    const hear = (chunk: Buffer): void => {
      output += chunk.toString();
      // The address is printed in colour.
      const found = /http:\/\/127\.0\.0\.1:(\d+)/.exec(output.replaceAll(/\u001B\[\d+m/g, ''));
      if (found) resolve(`${found[0]}/`);
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    child.on('close', () => reject(new Error(`The development server ended: ${output}`)));
  });
  return {
    folder,
    url,
    close: () => {
      child.kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function start(args: string[]): ChildProcess {
  const env = { ...process.env, PORT: '0', INIT_CWD: root };
  return spawn(process.execPath, ['src/build/bootstrap.mjs', ...args], { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
}
