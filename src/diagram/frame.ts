/**
 * The program of `diagram.html`: draws with Mermaid and shows the picture, so that neither costs the page
 * anything. It talks through the port that the boot script left in `junctionPort`.
 */
import { createBirpc } from 'birpc';
import { Drawer } from './drawer.ts';
import type { DiagramEvents, DiagramFrame } from './frame-api.ts';
import { FRAME_STYLE } from './frame-style.ts';
import { ownSvg } from './own-svg.ts';
import { Stage } from './stage.ts';

const port = (globalThis as unknown as { junctionPort: MessagePort }).junctionPort;

const style = document.createElement('style');
style.textContent = FRAME_STYLE;
document.head.append(style);

const stage = new Stage(document.body, { view: (scale, fitted) => void page.view(scale, fitted), point: (spot, how) => void page.point(spot, how) });
const drawer = new Drawer(document.body, stage);

const page = createBirpc<DiagramEvents, DiagramFrame>(
  {
    show: (request) => drawer.show(request),
    theme: (theme) => drawer.theme(theme),
    zoom: (how) => stage.zoom(how),
    light: (boxes, edges) => stage.light(boxes, edges),
    svg: async () => (stage.shown === null ? null : ownSvg(stage.shown.svg)),
  },
  {
    post: (message) => port.postMessage(message),
    on: (listener) => port.addEventListener('message', (event: MessageEvent<unknown>) => listener(event.data)),
    eventNames: ['view', 'ready', 'point'],
    timeout: -1,
  },
);
port.start();
void page.ready();
