/** What the panels and the toolbar say to the playground, and nobody else needs to hear. */
export const inner = [
  'junction-editor-change',
  'junction-editor-run',
  'junction-console-input',
  'junction-console-clear',
  'junction-console-download',
  'junction-goto-line',
  'junction-goto-sql',
  'junction-point',
  'junction-use-code',
  'junction-check-ask',
  'junction-check-stop',
  'junction-guess',
  'junction-choose',
  'junction-order',
  'junction-live',
  'junction-prove',
  'junction-prove-stop',
  'junction-sql-run',
  'junction-database-choose',
  'junction-import',
  'junction-export',
  'junction-toolbar',
  'junction-notice',
  'junction-compare',
  'junction-keys',
  'junction-split',
  'junction-timeline',
  'junction-panes-resize',
] as const;

/** Whether somebody types: in editors, prompts and fields, where keys and Escape have meanings of their own. */
export function isTyping(event: KeyboardEvent): boolean {
  return event.composedPath().some((target) => target instanceof HTMLElement && target.matches('input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable], .monaco-editor'));
}

/** Whether a key was pressed in an open dialog, which has its own. */
export function inDialog(event: KeyboardEvent): boolean {
  return event.composedPath().some((target) => target instanceof HTMLDialogElement);
}
