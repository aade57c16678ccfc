import type { DiagramFrameFiles } from './diagram-link.ts';

/**
 * Fetches the program of the diagram's frame, checked against the hash that the build knows.
 * @throws when it cannot be had, or is not what was built
 */
export async function fetchDiagramFrame(): Promise<DiagramFrameFiles> {
  const { files, frames } = await import('virtual:junction-assets');
  const response = await fetch(files.diagramFrame.url, { integrity: `sha256-${files.diagramFrame.sha256}` });
  if (!response.ok) throw new Error(`The diagram's program could not be fetched (${response.status}).`);
  return { page: frames.diagram, script: await response.text() };
}
