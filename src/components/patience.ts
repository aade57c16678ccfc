/** Resolves once the browser has painted what is there now; soon also in a hidden page, which paints nothing. */
export function nextPaint(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, 200);
    requestAnimationFrame(() => setTimeout(resolve));
  });
}
