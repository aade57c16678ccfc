import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import sirv from 'sirv';
import { inProject } from '../../src/build/paths.ts';

/** Serves the built site for as long as the bench runs; its address. */
export async function serveSite(): Promise<string> {
  const site = sirv(inProject('dist'), { brotli: true });
  const server = createServer((request, response) => site(request, response, () => void response.writeHead(404).end()));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  server.unref();
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}
