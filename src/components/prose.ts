import DOMPurify from 'dompurify';
import MarkdownIt from 'markdown-it';
import type { Token } from 'markdown-it';
import { codeNodes } from './code.ts';
import './junction-live.ts';

/** What prose may consist of; anything else is dropped, its text kept. */
const TAGS = ['p', 'br', 'hr', 'em', 'strong', 's', 'code', 'pre', 'ul', 'ol', 'li', 'blockquote', 'h3', 'h4', 'h5', 'h6', 'a', 'img'];
const TABLE = ['table', 'thead', 'tbody', 'tr', 'th', 'td'];

/**
 * Markdown as nodes that are safe to put into the page: no HTML of the author's own, no ids, no styles, no
 * forms; links open elsewhere, pictures come from this site alone. With `live`, blocks that can be run in place
 * become elements that offer it.
 */
export function renderProse(markdown: string, live = false): DocumentFragment {
  const parser = new MarkdownIt({ html: false, linkify: false, typographer: false });
  const html = parser.render(markdown);
  const fragment = DOMPurify.sanitize(html, {
    RETURN_DOM_FRAGMENT: true,
    ALLOWED_TAGS: [...TAGS, ...TABLE],
    ALLOWED_ATTR: ['href', 'src', 'alt', 'title', 'start', 'class'],
    ALLOW_DATA_ATTR: false,
    ALLOW_ARIA_ATTR: false,
    SANITIZE_NAMED_PROPS: true,
  });
  for (const node of fragment.querySelectorAll('*')) tidy(node);
  dress(fragment, parser.parse(markdown, {}), live);
  return fragment;
}

/** Colours blocks of code; with `live`, puts a `junction-live` in the place of each that can be run. */
function dress(fragment: DocumentFragment, tokens: readonly Token[], live: boolean): void {
  const fences = tokens.filter(({ type }) => type === 'fence' || type === 'code_block');
  const blocks = [...fragment.querySelectorAll('pre')];
  // Each fence made one block, in order.
  if (fences.length !== blocks.length) return;
  fences.forEach(({ info, content }, i) => {
    const [language = '', role] = info.trim().split(/\s+/);
    if (!live || role !== 'live' || (language !== 'python' && language !== 'sql')) {
      blocks[i]?.querySelector('code')?.replaceChildren(...codeNodes(content, language));
      return;
    }
    const element = document.createElement('junction-live');
    element.language = language;
    element.code = content.trimEnd();
    blocks[i]?.replaceWith(element);
  });
}

function tidy(node: Element): void {
  if (node.localName === 'a') tidyLink(node);
  else if (node.localName === 'img') tidyImage(node);
  else if (node.localName === 'pre' || node.localName === 'table') node.setAttribute('tabindex', '0');
  if (node.localName === 'code') node.setAttribute('translate', 'no');
  // The only class that Markdown makes is a code block's language; nothing is styled by it.
  node.removeAttribute('class');
}

function tidyLink(link: Element): void {
  const address = link.getAttribute('href') ?? '';
  const url = URL.canParse(address) ? new URL(address) : null;
  if (!url || !/^(?:https?|mailto):$/.test(url.protocol)) {
    link.removeAttribute('href');
    return;
  }
  link.setAttribute('target', '_blank');
  link.setAttribute('rel', 'noopener noreferrer');
  // A name that only looks like another is shown as what it is.
  if (url.hostname.includes('xn--')) link.append(` (${url.hostname})`);
}

function tidyImage(image: Element): void {
  const source = image.getAttribute('src') ?? '';
  const url = URL.canParse(source, document.baseURI) ? new URL(source, document.baseURI) : null;
  if (url && url.origin === location.origin && /^https?:$/.test(url.protocol)) {
    image.setAttribute('loading', 'lazy');
    return;
  }
  const note = document.createElement('em');
  note.textContent = `[picture from another site: ${image.getAttribute('alt') || 'no description'}]`;
  image.replaceWith(note);
}
