import type { Plugin } from 'vite';
import { fenceKeys, framePage, framePages, lockFile, packed, readFenceFile, sha256, type FenceSource } from './fence-files.ts';

const id = 'virtual:junction-assets';
const resolvedId = `\0${id}`;
const served = '/@junction/';
const sitePages = ['/index.html', '/embed.html'];

/**
 * The fenced frames. Makes `virtual:junction-assets` (see src/worker/virtual.d.ts): the addresses, sizes and
 * hashes of everything that the frames need, and the pages `engine.html` and `diagram.html` themselves.
 *
 * In a build the files become hashed assets beside the page's own; their addresses are worked out from the
 * importing script's, so any sub-folder works. In development they are served under `/@junction/`, bundled
 * anew when something in src/ changes.
 */
export function fencePlugin(): Plugin {
  let building = true;
  const file = once(readFenceFile);
  const page = once(framePage);
  // A copy of a former build, kept on the way, would not understand this one.
  const version = async (name: string) => (building ? `?${sha256(await page(name)).replace(/\W/g, '').slice(0, 8)}` : '');

  return {
    name: 'junction-fence',
    configResolved(config) {
      building = config.command === 'build';
    },
    resolveId(source) {
      return source === id ? resolvedId : undefined;
    },
    async load(module) {
      if (module !== resolvedId) return undefined;
      const emit = ({ name, content }: FenceSource) => `import.meta.ROLLUP_FILE_URL_${this.emitFile({ type: 'asset', name, source: content })}`;
      const files: string[] = [];
      for (const key of fenceKeys) {
        const source = await file(key);
        if (source === null) files.push(`${key}: null`);
        else if (!building) files.push(`${key}: { ${sent(source, `new URL(${JSON.stringify(served + key)}, location.origin).href`)}, packed: null }`);
        else {
          const gzip = packed(source);
          files.push(`${key}: { ${sent(source, emit(source))}, packed: ${gzip === null ? 'null' : `{ ${sent(gzip, emit(gzip))} }`} }`);
        }
      }
      const frames: string[] = [];
      for (const [name, fileName] of Object.entries(framePages)) {
        const url = building
          ? `import.meta.ROLLUP_FILE_URL_${this.emitFile({ type: 'asset', fileName, source: await page(fileName) })} + ${JSON.stringify(await version(fileName))}`
          : `new URL('/${fileName}', location.origin).href`;
        frames.push(`${name}: ${url}`);
      }
      return [
        `export const files = { ${files.join(', ')} };`,
        `export const frames = { ${frames.join(', ')} };`,
        `export const lock = ${JSON.stringify(lockFile())};`,
      ].join('\n');
    },

    // The engine's frame in waiting, in the site's own pages: see src/worker/fence.ts.
    async transformIndexHtml(_, { path }) {
      if (!sitePages.includes(path)) return [];
      const src = `./${framePages.engine}${await version(framePages.engine)}`;
      const hidden = { hidden: true, tabindex: '-1', 'aria-hidden': 'true' };
      const fence = { sandbox: 'allow-scripts', allow: '', referrerpolicy: 'no-referrer' };
      return [{ tag: 'iframe', attrs: { 'data-waiting': true, src, title: 'Junction’s engine', ...fence, ...hidden }, injectTo: 'body-prepend' }];
    },

    configureServer(server) {
      server.watcher.on('change', (path) => {
        if (!/[\\/](src[\\/](engine|diagram|worker)|build)[\\/]/.test(path)) return;
        file.forget();
        page.forget();
        const module = server.moduleGraph.getModuleById(resolvedId);
        if (module) server.moduleGraph.invalidateModule(module);
      });
      server.middlewares.use((request, response, next) => {
        void (async () => {
          const path = new URL(request.url ?? '/', 'http://localhost').pathname;
          const frame = Object.values(framePages).find((name) => path === `/${name}`);
          const key = fenceKeys.find((name) => path === served + name);
          if (frame !== undefined) {
            response.setHeader('Content-Type', 'text/html; charset=utf-8');
            response.end(await page(frame));
          } else if (key !== undefined) {
            const source = await file(key);
            response.setHeader('Content-Type', 'application/octet-stream');
            response.statusCode = source === null ? 404 : 200;
            response.end(source?.content ?? '');
          } else next();
        })().catch(next);
      });
    },
  };
}

/** Makes each thing once, until it is told to forget. */
function once<Key, Made>(make: (key: Key) => Promise<Made>) {
  const made = new Map<Key, Promise<Made>>();
  const get = (key: Key) => {
    const known = made.get(key) ?? make(key);
    made.set(key, known);
    return known;
  };
  return Object.assign(get, { forget: () => made.clear() });
}

function sent({ content }: FenceSource, address: string): string {
  return `url: ${address}, sha256: ${JSON.stringify(sha256(content))}, size: ${Buffer.byteLength(content)}`;
}
