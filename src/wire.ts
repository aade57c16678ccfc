import type { ChannelOptions } from 'birpc';

/** Either end of a channel: a port, a worker, or a worker's own scope. */
export interface WireEnd {
  postMessage(message: unknown, transfer: Transferable[]): void;
  addEventListener(type: 'message', listener: (event: MessageEvent) => void): void;
  start?(): void;
}

/** birpc's options for one end. Ports in a call's arguments are handed over. */
export function wire(end: WireEnd): ChannelOptions & { timeout: number } {
  return {
    post: (message: unknown) => end.postMessage(message, ports(message)),
    on: (receive) => {
      end.addEventListener('message', (event) => receive(event.data));
      end.start?.();
    },
    // A call may take as long as a learner's program runs.
    timeout: -1,
  };
}

/** The ports of a message: they are in the arguments themselves or one or two levels down. */
function ports(message: unknown, depth = 0): MessagePort[] {
  if (message instanceof MessagePort) return [message];
  if (typeof message !== 'object' || message === null || message instanceof ArrayBuffer || ArrayBuffer.isView(message) || depth > 4) return [];
  return Object.values(message).flatMap((inner) => ports(inner, depth + 1));
}
