import type { Plugin } from 'vite';

/**
 * Takes the style sheets out of Monaco's scripts. The editor lives in shadow roots, which get them as
 * text (src/components/monaco-css.ts); left in, they would be linked into the embedder's document.
 */
export function monacoCss(): Plugin {
  return {
    name: 'junction:monaco-css',
    enforce: 'pre',
    resolveId(source, importer) {
      const fromMonaco = importer?.includes('/monaco-editor/esm/') ?? false;
      return fromMonaco && source.endsWith('.css') ? '\0empty-style' : null;
    },
    load(id) {
      return id === '\0empty-style' ? 'export {};' : null;
    },
  };
}
