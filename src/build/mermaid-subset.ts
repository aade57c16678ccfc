import type { Plugin } from 'vite';

const none = '\0mermaid-none';

/** The only parts, of those that Mermaid loads when a text asks for them, that ER diagrams and class diagrams ask for. */
const needed = /(?:^|\/)(?:erDiagram|classDiagram-v2|dagre)-\w+\.mjs$/;

/** Leaves out of a bundle what ER and class diagrams never use: Mermaid's other diagrams and layouts, and KaTeX. */
export function mermaidSubset(): Plugin {
  return {
    name: 'junction-mermaid-subset',
    enforce: 'pre',
    resolveId: {
      order: 'pre',
      handler(source, importer) {
        if (importer === undefined || !/[\\/]mermaid[\\/]dist[\\/]/.test(importer)) return undefined;
        return (source === 'katex' || isOnDemand(source)) && !needed.test(source) ? none : undefined;
      },
    },
    load(id) {
      return id === none ? 'export const diagram = undefined; export default undefined;' : undefined;
    },
  };
}

/** Mermaid's chunks are named after what they hold; those that it shares among them are named `chunk`. */
function isOnDemand(source: string): boolean {
  return /^\.{1,2}\/.*\.mjs$/.test(source) && !/(?:^|\/)chunk-\w+\.mjs$/.test(source);
}
