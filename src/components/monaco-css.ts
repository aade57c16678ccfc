/**
 * Monaco's style sheets as text, for a shadow root. What Monaco's own scripts import would land in the
 * document instead; src/build/monaco-css-plugin.ts takes those imports out.
 */
const sheets = import.meta.glob<string>(
  [
    '/node_modules/monaco-editor/esm/vs/base/**/*.css',
    '/node_modules/monaco-editor/esm/vs/platform/{actionWidget,hover}/**/*.css',
    '/node_modules/monaco-editor/esm/vs/editor/browser/**/*.css',
    '/node_modules/monaco-editor/esm/vs/editor/standalone/browser/*.css',
    '/node_modules/monaco-editor/esm/vs/editor/contrib/{bracketMatching,find,folding,gotoError,hover,message,suggest,wordHighlighter,zoneWidget,peekView,symbolIcons}/**/*.css',
    '!**/diffEditor/**',
    '!**/multiDiffEditor/**',
    '!**/codicon.css',
  ],
  { query: '?inline', import: 'default', eager: true },
);

/** Everything Monaco's look needs, icons included but for their font. */
export const monacoStyles = Object.values(sheets).join('\n') + `
.codicon[class*='codicon-'] {
  display: inline-block;
  font: normal normal normal 16px/1 codicon;
  text-align: center;
  text-decoration: none;
  text-transform: none;
  user-select: none;
  -webkit-font-smoothing: antialiased;
}`;

/** Address of the icon font. */
export { default as iconFont } from '/node_modules/monaco-editor/esm/vs/base/browser/ui/codicons/codicon/codicon.ttf?url';
