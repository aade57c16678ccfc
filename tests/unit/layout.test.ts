import { describe, expect, it } from 'vitest';
import { arrange, parsePanels, type Layout, type PanelName } from '../../src/components/layout.ts';
import { panelsOf, placeOf } from '../../src/components/playground-place.ts';
import { lessonHash, parseRoute, routeHash, type LessonRoute } from '../../src/components/route.ts';
import type { LessonState, Place } from '../../src/session/state.ts';

const all: PanelName[] = ['lesson', 'editor', 'console', 'diagram', 'data', 'query', 'sql', 'doctor'];

describe('the layout', () => {
  it('is one group of tabs on a narrow container', () => {
    expect(sketch(arrange(all, 799))).toBe('lesson|editor|console|diagram|data|query|sql|doctor');
  });

  it('has three columns where there is room', () => {
    expect(sketch(arrange(all, 1440))).toBe('(lesson ↔ ((editor ↕ console) ↔ diagram|data|query|sql|doctor))');
  });

  it('puts the console among the views where a lesson leaves little room', () => {
    expect(sketch(arrange(all, 1024))).toBe('(lesson ↔ (editor ↕ console|diagram|data|query|sql|doctor))');
  });

  it('has two columns without a lesson', () => {
    expect(sketch(arrange(all.slice(1), 1024))).toBe('((editor ↕ console) ↔ diagram|data|query|sql|doctor)');
  });

  it.each<[PanelName[], string]>([
    [['editor'], 'editor'],
    [['diagram'], 'diagram'],
    [['editor', 'console'], '(editor ↔ console)'],
    [['diagram', 'editor'], '(diagram ↔ editor)'],
    [['query', 'data', 'diagram'], '(query ↔ data|diagram)'],
    [['query', 'data'], '(query ↔ data)'],
    [['lesson', 'query'], '(lesson ↔ query)'],
    [['editor', 'console', 'diagram'], '((editor ↕ console) ↔ diagram)'],
    [['console', 'data'], '(console ↔ data)'],
    [['editor', 'lesson'], '(editor ↔ lesson)'],
  ])('of %j follows the order given', (panels, expected) => {
    expect(sketch(arrange(panels, 1000))).toBe(expected);
  });

  it('shows every panel once, whichever are asked for', () => {
    for (let bits = 1; bits < 128; bits += 1) {
      const panels = all.filter((_, index) => (bits >> index) % 2 === 1);
      for (const width of [390, 1024, 1440]) expect(names(arrange(panels, width)).sort()).toEqual([...panels].sort());
    }
  });
});

describe('panels as text', () => {
  it('are known names in order, once each', () => {
    expect(parsePanels(' diagram, Editor,editor ,nonsense')).toEqual({ panels: ['diagram', 'editor'], unknown: ['nonsense'] });
    expect(parsePanels('')).toEqual({ panels: null, unknown: [] });
    expect(parsePanels(null).panels).toBeNull();
  });
});

describe('the panels of a playground', () => {
  const lesson: Place = { kind: 'lesson', slug: 'a', step: 1 };
  const wishing = { status: 'ready', lesson: { panels: ['query', 'checks'] } } as unknown as LessonState;

  it('are all but the lesson where there is none', () => {
    expect(panelsOf(null, { kind: 'play' }, { status: 'none' })).toEqual(all.slice(1));
    expect(panelsOf('lesson,nonsense', { kind: 'play' }, { status: 'none' })).toEqual(all.slice(1));
  });

  it('are those that the lesson wishes, after its own', () => {
    expect(panelsOf(null, lesson, wishing)).toEqual(['lesson', 'query', 'checks']);
    expect(panelsOf('checks', lesson, wishing)).toEqual(['checks']);
    expect(panelsOf('checks,data', { kind: 'play' }, { status: 'none' })).toEqual(['data']);
    expect(panelsOf(null, lesson, { status: 'loading' })).toEqual(all);
  });

  it('are those that are asked for, whatever the lesson wishes', () => {
    expect(panelsOf('console,lesson', lesson, wishing)).toEqual(['console', 'lesson']);
  });

  it('belong to the place that the attributes name', () => {
    expect(placeOf('a', 'b', Number.NaN)).toEqual(lesson);
    expect(placeOf(null, 'b', 2.7)).toEqual({ kind: 'src', url: 'b', step: 2 });
    expect(placeOf('', null, 3)).toEqual({ kind: 'play' });
  });
});

describe('the author’s panel', () => {
  it('is there for an author who has a lesson', () => {
    const none = { status: 'none' } as LessonState;
    expect(panelsOf('editor', { kind: 'lesson', slug: 'a', step: 1 }, none, true)).toEqual(['editor', 'author']);
    expect(panelsOf('author,editor', { kind: 'lesson', slug: 'a', step: 1 }, none, true)).toEqual(['author', 'editor']);
    expect(panelsOf('author,editor', { kind: 'play' }, none, true)).toEqual(['editor']);
  });
});

describe('the address', () => {
  it.each([
    ['', { page: 'home' }],
    ['#/', { page: 'home' }],
    ['#/play', { page: 'play' }],
    ['#/lesson/association-table', { page: 'lesson', slug: 'association-table', src: null, step: 1, view: 'learn' }],
    ['#/lesson/association-table/3', { page: 'lesson', slug: 'association-table', src: null, step: 3, view: 'learn' }],
    ['#/lesson/a/2?author', { page: 'lesson', slug: 'a', src: null, step: 2, view: 'author' }],
    ['#/lesson/a/?print=', { page: 'lesson', slug: 'a', src: null, step: 1, view: 'print' }],
    ['#/lesson/a?unknown', { page: 'lesson', slug: 'a', src: null, step: 1, view: 'learn' }],
    ['#/lesson?src=https%3A%2F%2Fa.example%2Fx.md%3Fv%3D1', { page: 'lesson', slug: null, src: 'https://a.example/x.md?v=1', step: 1, view: 'learn' }],
    ['#/lesson/?src=https://a.example/x.md&step=2&present', { page: 'lesson', slug: null, src: 'https://a.example/x.md', step: 2, view: 'present' }],
    ['#/lesson?src=', { page: 'missing' }],
    ['#/lesson?src=x.md&step=0', { page: 'missing' }],
    ['#/lesson/a/0', { page: 'missing' }],
    ['#/lesson/a/x', { page: 'missing' }],
    ['#/lesson/%/1', { page: 'missing' }],
    ['#/lesson', { page: 'missing' }],
    ['#/elsewhere', { page: 'missing' }],
  ])('%s is a page', (hash, route) => {
    expect(parseRoute(hash)).toEqual(route);
  });

  it('of a step leads back to it', () => {
    expect(parseRoute(lessonHash('a b/c', 2))).toMatchObject({ page: 'lesson', slug: 'a b/c', step: 2 });
    const routes: Omit<LessonRoute, 'page'>[] = [
      { slug: 'a b?/c', src: null, step: 2, view: 'author' },
      { slug: 'a', src: null, step: 1, view: 'learn' },
      { slug: null, src: 'https://a.example/x.md?a=1&b=2#c', step: 3, view: 'print' },
    ];
    for (const route of routes) expect(parseRoute(routeHash(route))).toEqual({ page: 'lesson', ...route });
  });
});

function sketch(layout: Layout): string {
  if (layout.kind === 'group') return layout.panels.join('|');
  return `(${sketch(layout.first)} ${layout.direction === 'row' ? '↔' : '↕'} ${sketch(layout.second)})`;
}

function names(layout: Layout): PanelName[] {
  return layout.kind === 'group' ? [...layout.panels] : [...names(layout.first), ...names(layout.second)];
}
