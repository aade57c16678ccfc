import { createServer, type ViteDevServer } from 'vite';
import { fencePlugin } from '../../../src/build/fence-plugin.ts';
import { root } from '../../../src/build/paths.ts';

/** Serves the page with the diagram alone, straight from the sources. */
export async function serveDiagram(): Promise<{ server: ViteDevServer; address: string }> {
  const page = 'tests/browser/harness/diagram-harness.html';
  const server = await createServer({
    root,
    configFile: false,
    logLevel: 'error',
    appType: 'mpa',
    plugins: [fencePlugin()],
    cacheDir: 'node_modules/.vite/diagram',
    optimizeDeps: { entries: [page] },
    server: { host: '127.0.0.1', port: 0, hmr: false },
  });
  await server.listen();
  return { server, address: `${server.resolvedUrls?.local[0] ?? ''}${page}` };
}
