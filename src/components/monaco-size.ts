import type { editor } from 'monaco-editor/editor';

/** The size of code in the page around an editor (px). */
export function textSize(host: HTMLElement): { fontSize: number; lineHeight: number } {
  const probe = probeIn(host);
  const fontSize = probe.offsetWidth || 14;
  probe.remove();
  return { fontSize, lineHeight: fontSize * 1.5 };
}

/** Has an editor's text follow the page: Monaco takes a size in pixels only, and asks once. */
export function followTextSize(code: editor.IStandaloneCodeEditor, host: HTMLElement): void {
  const probe = probeIn(host);
  const observer = new ResizeObserver(() => {
    if (probe.offsetWidth > 0) code.updateOptions({ fontSize: probe.offsetWidth, lineHeight: probe.offsetWidth * 1.5 });
  });
  observer.observe(probe);
  code.onDidDispose(() => {
    observer.disconnect();
    probe.remove();
  });
}

/** Something unseen that is as wide as the size of code. */
function probeIn(host: HTMLElement): HTMLElement {
  const probe = document.createElement('div');
  probe.style.cssText = 'position: absolute; visibility: hidden; width: var(--jn-code-size); height: 1px';
  host.append(probe);
  return probe;
}
