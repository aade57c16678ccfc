/**
 * The program of `diagram.html`: draws with Mermaid and shows the picture, so that neither costs the page
 * anything. It talks through the port that the boot script left in `junctionPort`.
 */
import { createBirpc } from 'birpc';
import { Drawer } from './drawer.ts';
import type { DiagramEvents, DiagramFrame } from './frame-api.ts';
import { FRAME_STYLE } from './frame-style.ts';
import { Stage } from './stage.ts';

const port = (globalThis as unknown as { junctionPort: MessagePort }).junctionPort;

const style = document.createElement('style');
style.textContent = FRAME_STYLE;
document.head.append(style);

const stage = new Stage(document.body, (scale, fitted) => void page.view(scale, fitted));
const drawer = new Drawer(document.body, stage);

const page = createBirpc<DiagramEvents, DiagramFrame>(
  {
    show: (request) => drawer.show(request),
    theme: (theme) => drawer.theme(theme),
    zoom: (how) => stage.zoom(how),
    svg: async () => (stage.shown === null ? null : new XMLSerializer().serializeToString(stage.shown.svg)),
  },
  {
    post: (message) => port.postMessage(message),
    on: (listener) => port.addEventListener('message', (event: MessageEvent<unknown>) => listener(event.data)),
    eventNames: ['view', 'ready'],
    timeout: -1,
  },
);
port.start();
void page.ready();
