import type { DeviceStorage } from '../session/storage.ts';
import { isTyping } from './playground-events.ts';

/** What a single key asks for. */
export type Shortcut = 'help' | 'next' | 'previous' | 'check' | 'text' | 'lesson';

const keys: Record<string, Shortcut> = { '?': 'help', n: 'next', p: 'previous', c: 'check', e: 'text', l: 'lesson' };

/** Shortcuts as people are told them, `single` where they are keys that can be switched off. */
export interface ShortcutGroup {
  readonly title: string;
  readonly single?: boolean;
  /** Keys with spaces between them, and what they do. */
  readonly shortcuts: readonly (readonly [keys: string, does: string])[];
}

/** Every shortcut of the playground. */
export const shortcutGroups: readonly ShortcutGroup[] = [
  {
    title: 'Anywhere but where you type',
    single: true,
    shortcuts: [
      ['?', 'These shortcuts'],
      ['n', 'Next step'],
      ['p', 'Previous step'],
      ['c', 'Check the step'],
      ['e', 'To the editor of the step'],
      ['l', 'To the lesson’s text'],
    ],
  },
  {
    title: 'Running',
    shortcuts: [
      ['Ctrl Enter', 'Run the program; in the SQL console, run the SQL'],
      ['Enter', 'At the prompt: run the input'],
      ['Shift Enter', 'At the prompt: a new line'],
      ['↑ ↓', 'At the prompt: earlier inputs'],
      ['Ctrl L', 'In the console: clear it'],
    ],
  },
  {
    title: 'Moving',
    shortcuts: [
      ['Esc then Tab', 'Out of an editor, where Tab indents'],
      ['Ctrl M', 'In an editor: Tab moves on instead of indenting, or indents again'],
      ['← →', 'Between the tabs of a group'],
      ['← → ↑ ↓', 'On the line between two panels: move it'],
      ['Alt , Alt .', 'On the timeline: a stop back, a stop on'],
      ['Esc', 'Let go of what is pointed at; on the timeline: back to now'],
    ],
  },
];

/** What a key asks for; nothing where somebody types, or where it has another meaning. */
export function shortcutOf(event: KeyboardEvent): Shortcut | null {
  if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.altKey || event.metaKey || isTyping(event)) return null;
  return Object.hasOwn(keys, event.key) ? (keys[event.key] ?? null) : null;
}

const key = 'junction:keys';

/** Whether this device's user wants single keys to be shortcuts. */
export function singleKeys(storage: DeviceStorage): boolean {
  return storage.get(key) !== 'off';
}

export function keepSingleKeys(storage: DeviceStorage, on: boolean): void {
  storage.set(key, on ? 'on' : 'off');
}
