import { css, unsafeCSS } from 'lit';

/**
 * One Monaco theme for light and dark. Monaco's themes are global to a page and hold fixed colours, so
 * ours holds placeholders: what is seen comes from custom properties, which follow each editor's own
 * colour scheme. Monaco numbers a theme's colours (`.mtk3`, …) in the order of the sorted token names.
 */
interface TokenRule {
  token: string;
  /** The custom property that gives the colour. */
  color: string;
  fontStyle?: string;
}

// Sorted by token: the numbering below depends on it.
const RULES: readonly TokenRule[] = [
  { token: 'comment', color: '--jn-code-comment', fontStyle: 'italic' },
  { token: 'keyword', color: '--jn-code-keyword' },
  { token: 'number', color: '--jn-code-number' },
  { token: 'operator', color: '--jn-code-plain' },
  { token: 'predefined', color: '--jn-code-function' },
  { token: 'string', color: '--jn-code-string' },
  { token: 'tag', color: '--jn-code-decorator' },
  { token: 'type', color: '--jn-code-function' },
];

// High contrast, which Monaco switches on by itself, keeps Monaco's own colours.
const EDITOR = '.monaco-editor:not(.hc-black, .hc-light)';

// 0 is none, 1 and 2 are the default text and background.
const FIRST = 3;

export const THEME = 'junction';

/** The theme for `editor.defineTheme`; each rule has a colour of its own, so that each gets a number. */
export const theme = {
  base: 'vs' as const,
  inherit: false,
  rules: [
    { token: '', foreground: '000001', background: 'fffffe' },
    ...RULES.map(({ token, fontStyle }, i) => ({
      token,
      foreground: (0x100000 + i).toString(16),
      ...(fontStyle ? { fontStyle } : {}),
    })),
  ],
  colors: {},
};

const tokenRules = RULES.map(({ color }, i) => `${EDITOR} .mtk${FIRST + i} { color: var(${color}); }`).join('\n');

/** What makes Monaco look like the page around it; adopted beside Monaco's own styles. */
export const themeStyles = css`
  ${unsafeCSS(EDITOR)} {
    --vscode-editor-background: var(--jn-surface);
    --vscode-editor-foreground: var(--jn-text);
    --vscode-foreground: var(--jn-text);
    --vscode-editorGutter-background: var(--jn-surface);
    --vscode-editorLineNumber-foreground: var(--jn-muted);
    --vscode-editorLineNumber-dimmedForeground: var(--jn-muted);
    --vscode-editorLineNumber-activeForeground: var(--jn-text);
    --vscode-editorCursor-foreground: var(--jn-accent);
    --vscode-editor-selectionBackground: color-mix(in oklab, var(--jn-accent) 26%, transparent);
    --vscode-editor-inactiveSelectionBackground: color-mix(in oklab, var(--jn-accent) 16%, transparent);
    --vscode-editor-selectionHighlightBackground: color-mix(in oklab, var(--jn-accent) 12%, transparent);
    --vscode-editor-lineHighlightBackground: transparent;
    --vscode-editor-lineHighlightBorder: var(--jn-raised);
    --vscode-editor-findMatchBackground: color-mix(in oklab, var(--jn-warn) 45%, transparent);
    --vscode-editor-findMatchHighlightBackground: color-mix(in oklab, var(--jn-warn) 22%, transparent);
    --vscode-editorBracketMatch-background: var(--jn-accent-soft);
    --vscode-editorBracketMatch-border: var(--jn-accent);
    --vscode-editorIndentGuide-background1: var(--jn-line);
    --vscode-editorIndentGuide-activeBackground1: var(--jn-line-strong);
    --vscode-editorError-foreground: var(--jn-bad);
    --vscode-editorWidget-background: var(--jn-raised);
    --vscode-editorWidget-foreground: var(--jn-text);
    --vscode-editorWidget-border: var(--jn-line-strong);
    --vscode-editorHoverWidget-background: var(--jn-raised);
    --vscode-editorHoverWidget-foreground: var(--jn-text);
    --vscode-editorHoverWidget-border: var(--jn-line-strong);
    --vscode-editorSuggestWidget-background: var(--jn-raised);
    --vscode-editorSuggestWidget-foreground: var(--jn-text);
    --vscode-editorSuggestWidget-border: var(--jn-line-strong);
    --vscode-editorSuggestWidget-selectedBackground: var(--jn-accent-soft);
    --vscode-editorSuggestWidget-selectedForeground: var(--jn-text);
    --vscode-editorSuggestWidget-highlightForeground: var(--jn-accent);
    --vscode-editorSuggestWidget-focusHighlightForeground: var(--jn-accent);
    --vscode-editorMarkerNavigation-background: var(--jn-raised);
    --vscode-editorMarkerNavigationError-background: var(--jn-bad);
    --vscode-editorMarkerNavigationError-headerBackground: var(--jn-bad-soft);
    --vscode-editorGutter-foldingControlForeground: var(--jn-muted);
    --vscode-editor-foldBackground: var(--jn-raised);
    --vscode-input-background: var(--jn-surface);
    --vscode-input-foreground: var(--jn-text);
    --vscode-input-border: var(--jn-line-strong);
    --vscode-input-placeholderForeground: var(--jn-muted);
    --vscode-inputOption-activeBackground: var(--jn-accent-soft);
    --vscode-inputOption-activeForeground: var(--jn-text);
    --vscode-inputOption-activeBorder: var(--jn-accent);
    --vscode-focusBorder: var(--jn-accent);
    --vscode-icon-foreground: var(--jn-muted);
    --vscode-toolbar-hoverBackground: var(--jn-accent-soft);
    --vscode-widget-shadow: color-mix(in oklab, black 24%, transparent);
    --vscode-widget-border: var(--jn-line-strong);
    --vscode-textLink-foreground: var(--jn-accent);
    --vscode-textLink-activeForeground: var(--jn-accent);
    --vscode-scrollbar-shadow: transparent;
    --vscode-scrollbarSlider-background: color-mix(in oklab, var(--jn-line-strong) 40%, transparent);
    --vscode-scrollbarSlider-hoverBackground: color-mix(in oklab, var(--jn-line-strong) 60%, transparent);
    --vscode-scrollbarSlider-activeBackground: color-mix(in oklab, var(--jn-line-strong) 80%, transparent);
    outline: none !important;
  }
  ${unsafeCSS(EDITOR)} .current-line {
    border-color: var(--jn-line) !important;
  }
  ${unsafeCSS(EDITOR)} .mtk1 {
    color: var(--jn-code-plain);
  }
  ${unsafeCSS(tokenRules)}
`;
