import { resolve } from 'node:path';

/** The project's folder. */
export const root = resolve(import.meta.dirname, '../..');

/** A path inside the project, absolute. */
export function inProject(...parts: string[]): string {
  return resolve(root, ...parts);
}
