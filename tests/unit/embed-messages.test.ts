import { describe, expect, it } from 'vitest';
import type { JunctionPlayground } from '../../src/components/junction-playground.ts';
import { serveParent } from '../../src/embed-messages.ts';

describe('a framed playground', () => {
  it('answers the page that frames it, by id', async () => {
    const { ask, sent } = framed();
    await ask({ junction: 1, id: 7, call: 'run', args: ['print(1)'] });
    expect(sent).toEqual([{ message: { junction: 1, id: 7, result: 'ran print(1)' }, origin: '*' }]);
  });

  it('hands out a rejection as a sentence', async () => {
    const { ask, sent } = framed();
    await ask({ junction: 1, id: 1, call: 'diagram', args: ['models'] });
    expect(sent[0]?.message).toEqual({ junction: 1, id: 1, error: 'no such diagram' });
  });

  it('names its calls to one who asks for another', async () => {
    const { ask, sent } = framed();
    await ask({ junction: 1, id: 1, call: 'constructor' });
    await ask({ junction: 1, id: 2, call: 'remove' });
    expect(sent.map(({ message }) => String(message['error']).slice(0, 31))).toEqual([
      "There is no call 'constructor'.",
      "There is no call 'remove'. Ther",
    ]);
  });

  it.each([[{ call: 'run', args: [1] }], [{ call: 'query', args: [] }], [{ call: 'importDatabase', args: ['text'] }]])(
    'refuses arguments of the wrong kind: %j',
    async (request) => {
      const { ask, sent } = framed();
      await ask({ junction: 1, id: 1, ...request });
      expect(sent[0]?.message['error']).toMatch(/must be/);
    },
  );

  it.each([[null], ['run'], [{}], [{ junction: 2, call: 'run' }], [{ junction: 1, call: 'run', args: 'x' }], [{ junction: 1, call: 5 }], [[]]])(
    'ignores %j',
    async (data) => {
      const { ask, sent } = framed();
      await ask(data);
      expect(sent).toEqual([]);
    },
  );

  it('ignores others than its parent', async () => {
    const { ask, sent } = framed();
    await ask({ junction: 1, id: 1, call: 'code' }, { source: {} });
    expect(sent).toEqual([]);
  });

  it('hears and tells one origin only, when one is named', async () => {
    const { ask, sent, playground } = framed('https://course.example');
    await ask({ junction: 1, id: 1, call: 'code' }, { origin: 'https://other.example' });
    expect(sent).toEqual([]);
    await ask({ junction: 1, id: 2, call: 'code' }, { origin: 'https://course.example' });
    playground.dispatchEvent(Object.assign(new Event('junction-run'), { detail: { status: 'ok' } }));
    expect(sent).toEqual([
      { message: { junction: 1, id: 2, result: 'text' }, origin: 'https://course.example' },
      { message: { junction: 1, event: 'junction-run', detail: { status: 'ok' } }, origin: 'https://course.example' },
    ]);
  });
});

describe('a framing page', () => {
  it.each(['junction-ready', 'junction-run', 'junction-check', 'junction-progress', 'junction-place', 'junction-edit'])('hears of %s', (name) => {
    const { sent, playground } = framed();
    playground.dispatchEvent(Object.assign(new Event(name), { detail: 'all of it' }));
    expect(sent).toEqual([{ message: { junction: 1, event: name, detail: 'all of it' }, origin: '*' }]);
  });
});

interface Sent {
  message: Record<string, unknown>;
  origin: string;
}

/** A frame with a playground in it that answers at once, and what it sent to its parent. */
function framed(origin: string | null = null) {
  const sent: Sent[] = [];
  const parent = { postMessage: (message: Record<string, unknown>, to: string) => void sent.push({ message, origin: to }) };
  const listeners: ((event: object) => void)[] = [];
  const frame = { parent, addEventListener: (_: string, listener: (event: object) => void) => void listeners.push(listener) };
  const playground = Object.assign(new EventTarget(), {
    code: 'text',
    run: async (code: string) => `ran ${code}`,
    diagram: async () => {
      throw new Error('no such diagram');
    },
  });
  serveParent(playground as unknown as JunctionPlayground, frame as unknown as Parameters<typeof serveParent>[1], origin);
  const ask = async (data: unknown, from: object = {}): Promise<void> => {
    for (const listener of listeners) listener({ data, source: parent, origin: 'https://course.example', ...from });
    for (let i = 0; i < 10; i += 1) await Promise.resolve();
  };
  return { ask, sent, playground };
}
