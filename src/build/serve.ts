import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import sirv from 'sirv';
import { inProject } from './paths.ts';
import { Obstacle } from './report.ts';

const usualPort = 4173;

/** Serves dist/ to this machine alone, as any static host would, and prints the address. `PORT` names the port; without it, the next free one will do. */
export async function serve(): Promise<void> {
  if (!existsSync(inProject('dist/index.html'))) throw new Obstacle('There is no built site in dist/ yet: make it with npm run build.');
  const files = sirv(inProject('dist'), { brotli: true, etag: true, setHeaders: setCaching });
  const server = createServer((request, response) =>
    files(request, response, () => {
      response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' }).end('Not found\n');
    }),
  );
  const listen = (port: number) =>
    new Promise<number>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, '127.0.0.1', () => {
        server.off('error', reject);
        resolve((server.address() as AddressInfo).port);
      });
    });
  console.log(`Junction is at http://127.0.0.1:${await listenSomewhere(listen)}/`);
}

async function listenSomewhere(listen: (port: number) => Promise<number>): Promise<number> {
  const named = process.env['PORT'];
  const first = named === undefined || named === '' ? usualPort : Number(named);
  if (!Number.isInteger(first) || first < 0 || first > 65_535) {
    throw new Obstacle(`PORT must be a number from 0 to 65535, and is "${named}".`);
  }
  const last = named === undefined || named === '' ? first + 50 : first;
  for (let port = first; ; port += 1) {
    try {
      return await listen(port);
    } catch (error) {
      if (!isBusy(error)) throw error;
      if (port === last) throw new Obstacle(`Port ${port} cannot be used (something else has it): choose another, for example PORT=${first + 1} npm start.`);
    }
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'EADDRINUSE' || error.code === 'EACCES');
}

/** Files in assets/ carry their content's hash in their names; the others may change at any build. */
function setCaching(response: { setHeader(name: string, value: string): unknown }, path: string): void {
  response.setHeader('Cache-Control', path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache');
}
