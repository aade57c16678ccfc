import type { LessonState, Place, SessionState } from '../session/state.ts';
import { parsePanels, type PanelName } from './layout.ts';

const allButLesson: readonly PanelName[] = ['editor', 'console', 'diagram', 'data', 'query', 'sql', 'doctor'];

/** Panels that show nothing where there is no lesson. */
const ofLessons: readonly PanelName[] = ['lesson', 'checks', 'author'];

/** The place that a playground's attributes name; a lesson of the site goes before one by address. */
export function placeOf(slug: string | null, url: string | null, step: number): Place {
  const number = Number.isFinite(step) ? Math.max(1, Math.trunc(step)) : 1;
  if (slug) return { kind: 'lesson', slug, step: number };
  if (url) return { kind: 'src', url, step: number };
  return { kind: 'play' };
}

export function samePlace(a: Place, b: Place): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/**
 * The panels to show: those that are asked for by name, else those that the lesson wishes, else all.
 * Without a lesson there is nothing to show in its panel, and nothing to check. Its author has a panel more.
 */
export function panelsOf(asked: string | null, place: Place, state: LessonState, author = false): readonly PanelName[] {
  const panels = panelsFor(asked, place, state);
  return author && place.kind !== 'play' && !panels.includes('author') ? [...panels, 'author'] : panels;
}

function panelsFor(asked: string | null, place: Place, state: LessonState): readonly PanelName[] {
  const hasLesson = place.kind !== 'play';
  const chosen = parsePanels(asked).panels?.filter((name) => hasLesson || (!ofLessons.includes(name))) ?? [];
  if (chosen.length > 0) return chosen;
  if (!hasLesson) return allButLesson;
  const wished = state.status === 'ready' ? state.lesson.panels : [];
  return ['lesson', ...(wished.length > 0 ? wished : allButLesson)];
}

/** The numbers on the tabs: none where there is nothing to count. */
export function countsOf(sql: number, doctor: number): Partial<Record<PanelName, number>> {
  return { ...(sql > 0 ? { sql } : {}), ...(doctor > 0 ? { doctor } : {}) };
}

/** Whether the learner's text differs from what the place begins with. */
export function changedIn(view: SessionState): boolean {
  const { start, code, sql } = view;
  return start !== null && (languageOf(view) === 'sql' ? sql !== start.sql : code !== start.code);
}

/** The language of the step that is open; where there is none, Python. */
export function languageOf({ lesson, place }: SessionState): 'python' | 'sql' {
  return lesson.status === 'ready' && place.kind !== 'play' ? (lesson.lesson.steps[place.step - 1]?.language ?? 'python') : 'python';
}

/** The panel in which the text in a language is written. */
export function panelOf(language: 'python' | 'sql'): PanelName {
  return language === 'python' ? 'editor' : 'query';
}
