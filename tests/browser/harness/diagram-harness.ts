/** A bare page with the diagram on it, and its link at hand. */
import { DiagramLink } from '../../../src/components/diagram-link.ts';
import '../../../src/components/junction-diagram.ts';
import { erDiagram } from '../../../src/diagram/er.ts';
import { diagramFrame } from '../../../src/worker/assets.ts';
import './host.ts';

const host = document.createElement('harness-host');
const panel = document.createElement('junction-diagram');
panel.loadFrame = diagramFrame;
panel.style.height = '100%';
host.append(panel);
document.querySelector('main')?.append(host);
Object.assign(window, { host, panel, DiagramLink, erDiagram, diagramFrame });
