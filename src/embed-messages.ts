import type { JunctionPlayground } from './components/junction-playground.ts';

/** What a framing page may ask for; `ready`, `code` and `sql` stand for the properties of those names. */
const calls = {
  ready: (playground) => playground.ready.then(() => true),
  run: (playground, [code]) => playground.run(optionalText(code, 'code')),
  evaluate: (playground, [source]) => playground.evaluate(text(source, 'source')),
  query: (playground, [sql, database]) => playground.query(text(sql, 'sql'), optionalText(database, 'database')),
  check: (playground) => playground.check(),
  stop: (playground) => playground.stop(),
  reset: (playground) => playground.reset(),
  schema: (playground, [database]) => playground.schema(optionalText(database, 'database')),
  diagram: (playground, [kind]) => playground.diagram(text(kind, 'kind') as 'er'),
  exportDatabase: (playground, [name]) => playground.exportDatabase(optionalText(name, 'name')),
  importDatabase: (playground, [bytes, name]) => playground.importDatabase(binary(bytes), optionalText(name, 'name')),
  code: async (playground, [value]) => {
    if (value !== undefined) playground.code = text(value, 'code');
    return playground.code;
  },
  sql: async (playground, [value]) => {
    if (value !== undefined) playground.sql = text(value, 'sql');
    return playground.sql;
  },
} satisfies Record<string, (playground: JunctionPlayground, args: readonly unknown[]) => Promise<unknown>>;

/** The events that a framing page hears of. */
const events = ['junction-ready', 'junction-run', 'junction-check', 'junction-progress', 'junction-place', 'junction-edit'] as const;

/** The part of `window` that is needed; a test has its own. */
export type Framed = Pick<Window, 'addEventListener'> & { readonly parent: Pick<Window, 'postMessage'> };

/**
 * Answers the page that frames this one: `{ junction: 1, id, call, args }` is answered by
 * `{ junction: 1, id, result }` or `{ junction: 1, id, error }` (a sentence), and events are reported as
 * `{ junction: 1, event, detail }`. Whatever else arrives, or comes from elsewhere, is ignored.
 *
 * @param origin the only origin that is heard and told; null for any page that frames this one
 */
export function serveParent(playground: JunctionPlayground, frame: Framed, origin: string | null): void {
  const { parent } = frame;
  const send = (message: object): void => parent.postMessage({ junction: 1, ...message }, origin ?? '*');
  frame.addEventListener('message', (event: MessageEvent<unknown>) => {
    if (event.source !== parent || (origin !== null && event.origin !== origin)) return;
    const request = parse(event.data);
    if (request === null) return;
    const { id, call, args } = request;
    answer(playground, call, args).then(
      (result) => send({ id, result }),
      (error: unknown) => send({ id, error: error instanceof Error ? error.message : String(error) }),
    );
  });
  for (const name of events) {
    playground.addEventListener(name, (event) => send({ event: name, detail: (event as CustomEvent<unknown>).detail }));
  }
}

async function answer(playground: JunctionPlayground, call: string, args: readonly unknown[]): Promise<unknown> {
  if (!Object.hasOwn(calls, call)) throw new Error(`There is no call '${call}'. There are: ${Object.keys(calls).join(', ')}.`);
  return calls[call as keyof typeof calls](playground, args);
}

/** A request, or null for anything that is not one. */
function parse(data: unknown): { id: unknown; call: string; args: readonly unknown[] } | null {
  if (typeof data !== 'object' || data === null) return null;
  const { junction, id, call, args = [] } = data as Record<string, unknown>;
  if (junction !== 1 || typeof call !== 'string' || !Array.isArray(args)) return null;
  return { id, call, args };
}

function text(value: unknown, name: string): string {
  if (typeof value !== 'string') throw new TypeError(`${name} must be text.`);
  return value;
}

function optionalText(value: unknown, name: string): string | undefined {
  return value === undefined || value === null ? undefined : text(value, name);
}

function binary(value: unknown): Uint8Array {
  if (value instanceof ArrayBuffer) return new Uint8Array(value);
  if (value instanceof Uint8Array) return value;
  throw new TypeError('bytes must be an ArrayBuffer or a Uint8Array.');
}
