import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sirv from 'sirv';
import { build } from 'vite';
import { lessonsPlugin } from '../../../src/build/lessons-plugin.ts';
import { monacoCss } from '../../../src/build/monaco-css-plugin.ts';

/** Builds the harness page and serves it from a sub-folder; nothing of it is part of the site. */
export async function serveHarness(): Promise<{ address: string; close(): void }> {
  const root = new URL('../../../', import.meta.url).pathname;
  const folder = mkdtempSync(join(tmpdir(), 'junction-panels-'));
  await build({
    root,
    configFile: false,
    base: './',
    logLevel: 'error',
    publicDir: false,
    plugins: [monacoCss(), lessonsPlugin()],
    build: {
      outDir: folder,
      target: 'es2022',
      chunkSizeWarningLimit: 5_000,
      rolldownOptions: { input: join(root, 'tests/browser/harness/index.html') },
    },
  });
  const files = sirv(folder);
  const server = createServer((request, response) => {
    files(request, response, () => void response.writeHead(404).end());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}/tests/browser/harness/`,
    close: () => {
      server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
