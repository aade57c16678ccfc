import type { ChannelOptions } from 'birpc';

/** Either end of a channel: a port, a worker, or a worker's own scope. */
export interface WireEnd {
  postMessage(message: unknown, transfer: Transferable[]): void;
  addEventListener(type: 'message', listener: (event: MessageEvent) => void): void;
  start?(): void;
}

/** birpc's options for one end. Ports in a message are handed over; buffers too, and not copied, when `handOver` says so. */
export function wire(end: WireEnd, { handOver = false } = {}): ChannelOptions & { timeout: number } {
  return {
    post: (message: unknown) => end.postMessage(message, transferables(message, handOver)),
    on: (receive) => {
      end.addEventListener('message', (event) => receive(event.data));
      end.start?.();
    },
    // A call may take as long as a learner's program runs.
    timeout: -1,
  };
}

/** What to hand over of a message: it is in the arguments or the answer themselves, or one or two levels down. */
function transferables(message: unknown, buffers: boolean, depth = 0): Transferable[] {
  if (message instanceof MessagePort) return [message];
  if (message instanceof ArrayBuffer) return buffers ? [message] : [];
  if (typeof message !== 'object' || message === null || ArrayBuffer.isView(message) || depth > 4) return [];
  return Object.values(message).flatMap((inner) => transferables(inner, buffers, depth + 1));
}
