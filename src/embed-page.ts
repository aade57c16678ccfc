import type { JunctionPlayground } from './components/junction-playground.ts';
import './components/junction-playground.ts';
import { serveParent } from './embed-messages.ts';

/**
 * The entry of `embed.html`: one playground in the page's light DOM, set up by the address's parameters
 * `lesson`, `step`, `src`, `panels`, `author`, `theme`, `code` and `sql`, and driven by messages from the page that
 * frames it. With `origin` it listens and talks to that origin only. Code from the address is shown,
 * never run.
 */
const parameters = new URLSearchParams(location.search);
const playground: JunctionPlayground = document.createElement('junction-playground');
for (const name of ['lesson', 'step', 'src', 'panels', 'author', 'theme']) {
  const value = parameters.get(name);
  if (value !== null) playground.setAttribute(name, value);
}
const code = parameters.get('code');
const sql = parameters.get('sql');
if (code !== null) playground.code = code;
if (sql !== null) playground.sql = sql;
if (window.parent !== window) serveParent(playground, window, parameters.get('origin'));
document.body.append(playground);
// Where nothing has the focus, shortcuts are the playground's too: it is all there is on the page.
addEventListener('keydown', (event) => {
  if (event.target === document.body) playground.handleKey(event);
});
