import { css, html, type TemplateResult } from 'lit';
import { codeTokens, type CodeToken } from './code-tokens.ts';

/** The editor's colours for code that is only read; to be used with `renderCode` and `codeNodes`. */
export const codeStyles = css`
  .code-comment {
    color: var(--jn-code-comment);
    font-style: italic;
  }
  .code-prompt {
    color: var(--jn-code-comment);
    user-select: none;
  }
  .code-keyword {
    color: var(--jn-code-keyword);
  }
  .code-number {
    color: var(--jn-code-number);
  }
  .code-string,
  .code-added {
    color: var(--jn-code-string);
  }
  .code-decorator {
    color: var(--jn-code-decorator);
  }
  .code-function {
    color: var(--jn-code-function);
  }
  .code-removed {
    color: var(--jn-bad);
  }
`;

/** Coloured code for a template. */
export function renderCode(code: string, language: string): unknown[] {
  return codeTokens(code, language).map(({ kind, text }): string | TemplateResult => (kind === 'plain' ? text : html`<span class="code-${kind}">${text}</span>`));
}

/** Coloured code as nodes: spans of plain text. */
export function codeNodes(code: string, language: string): Node[] {
  return codeTokens(code, language).map(nodeOf);
}

function nodeOf({ kind, text }: CodeToken): Node {
  if (kind === 'plain') return document.createTextNode(text);
  const span = document.createElement('span');
  span.className = `code-${kind}`;
  span.textContent = text;
  return span;
}
