const INTERVAL = 1_000;
const MISSES = 4;

/**
 * Asks a frame through `port` again and again whether it is alive, and says so once when it is not: its process may
 * have been ended for want of memory, of which nobody tells the page. Returns a way to stop asking.
 */
export function heartbeat(port: MessagePort, lost: () => void): () => void {
  let missed = 0;
  let waiting = false;
  port.onmessage = () => {
    waiting = false;
    missed = 0;
  };
  const timer = setInterval(() => {
    // In a hidden tab clocks run as the browser likes: silence means nothing there.
    if (document.hidden) {
      missed = 0;
      return;
    }
    missed = waiting ? missed + 1 : 0;
    if (missed >= MISSES) {
      stop();
      lost();
      return;
    }
    if (waiting) return;
    waiting = true;
    port.postMessage(0);
  }, INTERVAL);
  const stop = (): void => {
    clearInterval(timer);
    port.close();
  };
  return stop;
}
