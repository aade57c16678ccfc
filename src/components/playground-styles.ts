import { css } from 'lit';

/** How `junction-playground` looks. */
export const playgroundStyles = css`
  /* The page's own styles win over a host's, even "* { all: unset }": what must hold is held here. */
  :host {
    display: flex !important;
    height: 640px;
    min-height: 320px;
  }
  /* To be read from the last row. */
  :host([large]) {
    --jn-unit: 21px;
  }
  :host([hidden]) {
    display: none !important;
  }
  .frame {
    display: flex;
    flex: 1;
    flex-direction: column;
    min-width: 0;
    min-height: 0;
    overflow: hidden;
    container-type: inline-size;
    color-scheme: light dark;
    background: var(--jn-bg);
    color: var(--jn-text);
    font: 400 var(--jn-text-m) / 1.5 var(--jn-font);
    text-align: start;
  }
  :host([theme='light']) .frame {
    color-scheme: light;
  }
  :host([theme='dark']) .frame {
    color-scheme: dark;
  }
  junction-panes {
    flex: 1;
    padding: 0 12px 12px;
  }
`;
