/** What keeps a command from going on, as one sentence for the person who ran it; it names the remedy. */
export class Obstacle extends Error {}

/** Says what is being done, and afterwards how long it took. */
export async function step<T>(what: string, work: () => Promise<T>): Promise<T> {
  console.log(`${what} …`);
  const start = performance.now();
  const result = await work();
  const seconds = (performance.now() - start) / 1000;
  if (seconds >= 1) console.log(`  done in ${seconds.toFixed(1)} s`);
  return result;
}
