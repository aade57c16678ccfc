import { resolve } from 'node:path';
import { defineConfig } from 'vite';
import { lessonsPlugin } from './src/build/lessons-plugin.ts';
import { monacoCss } from './src/build/monaco-css-plugin.ts';
import { fencePlugin } from './src/build/fence-plugin.ts';

const root = import.meta.dirname;

/**
 * The site: two pages, and `embed.js`, the custom element for other people's pages. Every address is
 * relative, so `dist/` works from any sub-folder of any static host.
 */
export default defineConfig({
  base: './',
  plugins: [fencePlugin(), monacoCss(), lessonsPlugin()],
  worker: { format: 'es' },
  server: { host: '127.0.0.1', port: Number(process.env['PORT'] ?? 5173) },
  build: {
    target: ['chrome123', 'edge123', 'firefox128', 'safari17.5'],
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 5_000,
    rolldownOptions: {
      checks: { pluginTimings: false },
      input: {
        index: resolve(root, 'index.html'),
        'embed-page': resolve(root, 'embed.html'),
        embed: resolve(root, 'src/embed.ts'),
      },
      // An embedder imports names from embed.js, so its exports must stay.
      preserveEntrySignatures: 'exports-only',
      output: {
        entryFileNames: (chunk) => (chunk.name === 'embed' ? 'embed.js' : 'assets/[name]-[hash].js'),
      },
    },
  },
});
