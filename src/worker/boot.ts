/**
 * The one inline script of the diagram's page, which allows it by its hash. Its parent
 * sends it a program once, with a port to talk through; the program runs as a classic script from a blob
 * address and finds the port as `junctionPort`.
 */
addEventListener('message', function boot(event: MessageEvent<{ script: string }>) {
  const port = event.ports[0];
  if (event.source !== parent || port === undefined) return;
  removeEventListener('message', boot);
  Object.assign(globalThis, { junctionPort: port });
  const script = document.createElement('script');
  script.src = URL.createObjectURL(new Blob([event.data.script], { type: 'text/javascript' }));
  document.head.append(script);
});
