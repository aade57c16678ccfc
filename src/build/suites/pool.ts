import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { root } from '../paths.ts';
import { Obstacle } from '../report.ts';
import type { Ended, Order, Report } from './catalogue.ts';

/** How long a process may be silent before it counts as stuck, in milliseconds: ten times what the slowest test takes here. */
const LONGEST_SILENCE = 300_000;

/** Runs orders, so many at a time, and hands over each test as it ends. */
export async function runOrders(orders: Order[], processes: number, onEnded: (order: Order, ended: Ended) => void): Promise<void> {
  const waiting = [...orders];
  const end = new AbortController();
  const work = async (): Promise<void> => {
    for (let order = waiting.shift(); order; order = waiting.shift()) {
      const current = order;
      await runOrder(current, (ended) => onEnded(current, ended), end.signal);
    }
  };
  try {
    await Promise.all(Array.from({ length: processes }, work));
  } finally {
    end.abort();
  }
}

/** A test that takes the process with it has failed, and another process goes on behind it. */
async function runOrder(order: Order, onEnded: (ended: Ended) => void, signal: AbortSignal): Promise<void> {
  const done: string[] = [];
  const note = (ended: Ended) => {
    done.push(ended.test);
    onEnded(ended);
  };
  for (;;) {
    const death = await runProcess({ ...order, done }, note, signal);
    if (death === null) return;
    if (death.test === null) throw new Obstacle(`The suite ${order.name} could not be run (${order.files.join(' ')}).\n${death.words}`);
    note({ test: death.test, outcome: 'failed', reason: death.words });
  }
}

/** How a process ended before its order was done: in which test, and with which words. */
interface Death {
  test: string | null;
  words: string;
}

function runProcess(order: Order, onEnded: (ended: Ended) => void, signal: AbortSignal): Promise<Death | null> {
  return new Promise((resolve) => {
    let words = 'the process died';
    const program = fileURLToPath(new URL('worker.ts', import.meta.url));
    const child = spawn(process.execPath, ['--import', 'tsx', program], { cwd: root, signal, stdio: ['pipe', 'inherit', 'inherit', 'pipe'] });
    child.on('error', (error) => {
      words = error.message;
    });
    child.stdin?.end(JSON.stringify(order));
    const stuck = () => {
      words = `no answer within ${LONGEST_SILENCE / 1000} seconds`;
      child.kill('SIGKILL');
    };
    let timer = setTimeout(stuck, LONGEST_SILENCE);
    let running: string | null = null;
    let finished = false;
    const lines = createInterface({ input: child.stdio[3] as Readable });
    lines.on('line', (line) => {
      clearTimeout(timer);
      timer = setTimeout(stuck, LONGEST_SILENCE);
      const report = JSON.parse(line) as Report;
      switch (report.kind) {
        case 'collected': break;
        case 'began': running = report.test; break;
        case 'ended':
          running = null;
          onEnded({ test: report.test, outcome: report.outcome, reason: report.reason });
          break;
        case 'trouble': words = report.text; break;
        case 'finished': finished = true; break;
        default: report satisfies never;
      }
    });
    const ended = Promise.all([new Promise((done) => lines.on('close', done)), new Promise((done) => child.on('close', done))]);
    void ended.then(() => {
      clearTimeout(timer);
      resolve(finished ? null : { test: running, words });
    });
  });
}
