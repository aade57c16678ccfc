/** A bare page with one panel on it, named by `?tag=`, for the tests of the panels by themselves. */
import '../../../src/components/junction-console.ts';
import '../../../src/components/junction-data.ts';
import '../../../src/components/junction-doctor.ts';
import '../../../src/components/junction-editor.ts';
import '../../../src/components/junction-lesson.ts';
import '../../../src/components/junction-sql-console.ts';
import '../../../src/components/junction-sql-log.ts';
import { inner } from '../../../src/components/playground-events.ts';
import { loadLesson } from '../../../src/lessons/catalog.ts';
import './host.ts';

const told: { type: string; detail: unknown }[] = [];
for (const type of [...inner, 'junction-step']) {
  document.addEventListener(type, (event) => told.push({ type, detail: (event as CustomEvent<unknown>).detail }));
}
Object.assign(window, { told, loadLesson });

document.body.style.margin = '0';
const title = document.createElement('h1');
title.textContent = 'Panels';
title.style.cssText = 'position: absolute; clip-path: inset(50%); margin: 0';
const main = document.createElement('main');
const host = document.createElement('harness-host');
const panel = document.createElement(new URLSearchParams(location.search).get('tag') ?? 'junction-editor');
panel.id = 'panel';
host.append(panel);
main.append(title, host);
document.body.append(main);
