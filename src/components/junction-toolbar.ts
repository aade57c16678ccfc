import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { EnginePhase } from '../session/state.ts';
import { base } from './styles.ts';

/** How the last program ended. */
export interface RunSummary {
  status: 'ok' | 'error' | 'stopped';
  /** Milliseconds in the engine. */
  ms: number;
  /** Line of the error, from 1. */
  line?: number;
  /** What the program gave to `sys.exit`, when that was not 0. */
  exitCode?: number;
}

/**
 * The bar over the panels: what to do with the program, whether its database will be fresh, and how far
 * the engines have come.
 *
 * @fires junction-toolbar - `{ verb }`: `run`, `stop`, `reset`, `retry`, `start-over`, `keep-data` or `shortcuts`
 */
@customElement('junction-toolbar')
export class JunctionToolbar extends LitElement {
  static override styles = [
    base,
    css`
      :host {
        position: relative;
        display: flex;
        flex: none;
        flex-wrap: wrap;
        gap: var(--jn-space-1) var(--jn-space-2);
        align-items: center;
        padding: 10px 12px;
      }
      button {
        min-height: 32px;
        padding: 0 10px;
        font-weight: 500;
        white-space: nowrap;
      }
      button.primary {
        padding: 0 14px;
      }
      button.quiet {
        border-color: var(--jn-line);
        background: var(--jn-surface);
      }
      button.quiet:disabled {
        background: none;
      }
      button.keys {
        justify-content: center;
        width: 32px;
        padding: 0;
        border-radius: 50%;
      }
      svg {
        width: 14px;
        height: 14px;
        fill: currentcolor;
      }
      kbd {
        font: inherit;
        font-size: 11px;
        font-weight: 400;
        opacity: 0.85;
      }
      .track {
        display: inline-block;
        width: 28px;
        height: 16px;
        padding: 2px;
        border: 1px solid var(--jn-line-strong);
        border-radius: 9px;
      }
      .track::before {
        content: '';
        display: block;
        width: 10px;
        height: 10px;
        border-radius: 50%;
        background: var(--jn-line-strong);
        transition: transform 0.15s;
      }
      [aria-checked='true'] .track {
        border-color: var(--jn-accent);
        background: var(--jn-accent);
      }
      [aria-checked='true'] .track::before {
        background: var(--jn-on-accent);
        transform: translateX(12px);
      }
      .fresh {
        color: var(--jn-muted);
        font-size: var(--jn-text-xs);
      }
      .state {
        display: flex;
        align-items: center;
        gap: var(--jn-space-2);
        margin: 0 0 0 auto;
        color: var(--jn-muted);
        font-size: var(--jn-text-xs);
        font-variant-numeric: tabular-nums;
      }
      .dot {
        flex: none;
        width: 7px;
        height: 7px;
        border-radius: 50%;
        background: var(--jn-line-strong);
      }
      .dot.ok {
        background: var(--jn-good);
      }
      .dot.error {
        background: var(--jn-bad);
      }
      .dot.stopped {
        background: var(--jn-warn);
      }
      .dot.busy {
        background: var(--jn-accent);
        animation: pulse 1s ease-in-out infinite alternate;
      }
      @keyframes pulse {
        to {
          opacity: 0.25;
        }
      }
      .failed {
        color: var(--jn-bad);
      }
      progress {
        position: absolute;
        inset: auto 12px 1px;
        width: calc(100% - 24px);
        height: 2px;
      }
      @container (max-width: 620px) {
        kbd,
        .fresh {
          display: none;
        }
        .state {
          margin: 0;
        }
        [role='switch'] {
          padding-inline-start: 0;
        }
      }
      @media (forced-colors: active) {
        .track::before,
        .dot {
          background: ButtonText;
        }
        [aria-checked='true'] .track {
          background: Highlight;
        }
      }
    `,
  ];

  /** What Python is busy with. */
  @property({ attribute: false }) running: 'program' | 'input' | null = null;
  /** Whether the SQL console waits for an answer. */
  @property({ type: Boolean }) querying = false;
  @property({ type: Boolean }) keepData = false;
  /** Whether the program differs from what the place began with. */
  @property({ type: Boolean }) changed = false;
  /** Whether there is a Python program to run at all. */
  @property({ type: Boolean }) program = false;
  @property({ attribute: false }) sqlEngine: EnginePhase = { phase: 'off' };
  @property({ attribute: false }) pythonEngine: EnginePhase = { phase: 'off' };
  @property({ attribute: false }) last: RunSummary | null = null;

  protected override render(): TemplateResult {
    const busy = this.running !== null || this.querying;
    return html`
      ${this.program
        ? html`<button class="primary" aria-keyshortcuts="Control+Enter Meta+Enter" @click=${() => this.#send('run')}>
            <svg viewBox="0 0 14 14" aria-hidden="true"><path d="M3 1.6v10.8a.6.6 0 0 0 .9.5l8.7-5.4a.6.6 0 0 0 0-1L3.9 1.1a.6.6 0 0 0-.9.5Z" /></svg>
            Run <kbd aria-hidden="true">${onMac ? '⌘ ⏎' : 'Ctrl ⏎'}</kbd>
          </button>`
        : nothing}
      <button class="quiet" ?disabled=${!busy} @click=${() => this.#send('stop')}>
        <svg viewBox="0 0 14 14" aria-hidden="true"><rect x="2.5" y="2.5" width="9" height="9" rx="1.5" /></svg>
        Stop
      </button>
      <button class="quiet" title="Drops all databases and begins with an empty namespace. The code stays." @click=${() => this.#send('reset')}>
        Reset
      </button>
      ${this.changed
        ? html`<button title="Puts back the program that was here at the beginning" @click=${() => this.#send('start-over')}>Start over</button>`
        : nothing}
      ${this.program
        ? html`<button role="switch" aria-checked=${this.keepData ? 'true' : 'false'} @click=${() => this.#send('keep-data')}>
              <span class="track"></span>Keep data
            </button>
            <span class="fresh">${this.keepData ? 'A run finds the data of the last one' : 'Fresh database each run'}</span>`
        : nothing}
      ${this.#renderState()}
      <button class="quiet keys" aria-label="Keyboard shortcuts" title="Keyboard shortcuts (?)" @click=${() => this.#send('shortcuts')}>?</button>
    `;
  }

  #renderState(): TemplateResult {
    const { sqlEngine: sql, pythonEngine: python } = this;
    const failed = sql.phase === 'failed' ? sql : python.phase === 'failed' ? python : null;
    if (failed !== null) {
      return html`<p class="state failed">
        <span class="dot error"></span>${failed.message} <button class="quiet" @click=${() => this.#send('retry')}>Retry</button>
      </p>`;
    }
    if (python.phase === 'loading') return this.#renderLoading(python, sql.phase === 'ready');
    if (this.running !== null) return state('busy', this.running === 'program' ? 'Running…' : 'Working…');
    if (this.querying) return state('busy', 'Running SQL…');
    if (this.last !== null) return state(this.last.status, summary(this.last));
    if (python.phase === 'ready' && sql.phase === 'ready') {
      return state('ok', `Python ${python.version} · SQLite ${sql.version}`);
    }
    return state('', '');
  }

  #renderLoading(python: EnginePhase & { phase: 'loading' }, sqlReady: boolean): TemplateResult {
    const part = python.total > 0 ? Math.min(1, python.loaded / python.total) : null;
    const percent = part === null ? '' : ` ${Math.round(part * 100)} %`;
    const text =
      this.running === null
        ? `${sqlReady ? 'SQLite ready · l' : 'L'}oading Python${percent}`
        : `Runs when Python is there${percent === '' ? '' : ` ·${percent}`}`;
    return html`<p class="state" title=${python.step}><span class="dot busy"></span>${text}</p>
      <progress aria-label="Loading Python" max="1" .value=${part ?? 0}></progress>`;
  }

  #send(verb: 'run' | 'stop' | 'reset' | 'retry' | 'start-over' | 'keep-data' | 'shortcuts'): void {
    this.dispatchEvent(new CustomEvent('junction-toolbar', { detail: { verb }, bubbles: true, composed: true }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'junction-toolbar': JunctionToolbar;
  }
}

const onMac = /Mac|iPhone|iPad/.test(navigator.platform);

function state(dot: string, text: string): TemplateResult {
  return html`<p class="state">${dot === '' ? nothing : html`<span class="dot ${dot}"></span>`}${text}</p>`;
}

function summary(run: RunSummary): string {
  const time = run.ms < 995 ? `${Math.round(run.ms)} ms` : `${(run.ms / 1000).toFixed(1)} s`;
  switch (run.status) {
    case 'ok':
      return run.exitCode === undefined ? `Finished in ${time}` : `Exited with code ${run.exitCode} after ${time}`;
    case 'error':
      return run.line === undefined ? `Error after ${time}` : `Error at line ${run.line}`;
    case 'stopped':
      return `Stopped after ${time}`;
  }
}
