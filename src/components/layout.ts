/** The panels of a playground, by the names that `panels=` knows. `query` is the SQL console, `sql` the log. */
const panelNames = ['lesson', 'editor', 'console', 'diagram', 'data', 'query', 'sql', 'doctor', 'checks', 'author'] as const;
export type PanelName = (typeof panelNames)[number];

/** How panels share the space: a group shows one of its panels at a time, a split puts two layouts side by side. */
export type Layout =
  | { readonly kind: 'group'; readonly id: string; readonly panels: readonly PanelName[] }
  | {
      readonly kind: 'split';
      readonly id: string;
      readonly direction: 'row' | 'column';
      /** Part of the space that the first gets, from 0 to 1. */
      readonly share: number;
      readonly first: Layout;
      readonly second: Layout;
    };

/** Container widths (px) from which panels stand side by side, and from which a lesson gets a column beside two others. */
const sideBySide = 800;
const threeColumns = 1200;

/**
 * Where the panels go in a container of this width (px). The lesson is a column of its own, the editor
 * stands over the console, everything that looks at the database shares a group of tabs; on a narrow
 * container all share one. The order within a group, and of the columns, is the order given.
 */
export function arrange(panels: readonly PanelName[], width: number): Layout {
  if (width < sideBySide || panels.length < 2) return group('all', panels);
  const work = panels.filter(isWork);
  const views = panels.filter((name) => name !== 'lesson' && !isWork(name));
  const bench = arrangeBench(panels, work, views, width);
  if (!panels.includes('lesson')) return bench ?? group('all', panels);
  const lesson = group('lesson', ['lesson']);
  if (bench === null) return lesson;
  const [id, share] = bench.kind === 'split' && bench.direction === 'row' ? ['lesson-of-three', 0.3] : ['lesson', 0.42];
  return panels[panels.length - 1] === 'lesson'
    ? split(`${id}-last`, 'row', 1 - share, bench, lesson)
    : split(id, 'row', share, lesson, bench);
}

/** The panels given as text (`editor, console`), without doubles; null when none of the names is known. */
export function parsePanels(text: string | null | undefined): { panels: PanelName[] | null; unknown: string[] } {
  const names = (text ?? '').split(',').flatMap((name) => name.trim().toLowerCase() || []);
  const known = panelNames.filter((name) => names.includes(name)).sort((a, b) => names.indexOf(a) - names.indexOf(b));
  return {
    panels: known.length === 0 ? null : known,
    unknown: names.filter((name) => !panelNames.some((known) => known === name)),
  };
}

/** The layout of everything but the lesson; null when there is nothing else. */
function arrangeBench(
  panels: readonly PanelName[],
  work: readonly PanelName[],
  views: readonly PanelName[],
  width: number,
): Layout | null {
  if (work.length === 0 && views.length === 0) return null;
  // Without Python, SQL is what is written: it stands first, what it shows beside it.
  const [first, ...rest] = views;
  if (work.length === 0 && first !== undefined) {
    return rest.length === 0 ? group(first, [first]) : split('views', 'row', 0.5, group(first, [first]), group('views', rest));
  }
  const [upper, lower] = work;
  if (upper === undefined) return null;
  if (views.length === 0) {
    if (lower === undefined) return group(upper, [upper]);
    const direction = panels.includes('lesson') ? 'column' : 'row';
    return split(`work-${direction}`, direction, direction === 'row' ? 0.56 : 0.62, group(upper, [upper]), group(lower, [lower]));
  }
  // With a lesson beside it and little room, the console joins the views under the editor.
  if (panels.includes('lesson') && width < threeColumns) {
    const below = group('views', [...(lower === undefined ? [] : [lower]), ...views]);
    return split('stack', 'column', 0.5, group(upper, [upper]), below);
  }
  const head = group(upper, [upper]);
  const left = lower === undefined ? head : split('work-column', 'column', 0.62, head, group(lower, [lower]));
  const right = group('views', views);
  const viewsFirst = panels.indexOf(views[0] ?? upper) < panels.indexOf(upper);
  return viewsFirst ? split('views-first', 'row', 0.48, right, left) : split('views', 'row', 0.52, left, right);
}

function isWork(name: PanelName): boolean {
  return name === 'editor' || name === 'console';
}

function group(id: string, panels: readonly PanelName[]): Layout {
  return { kind: 'group', id, panels };
}

function split(id: string, direction: 'row' | 'column', share: number, first: Layout, second: Layout): Layout {
  return { kind: 'split', id, direction, share, first, second };
}

/** Shares as they were stored; what is not a share is left out. */
export function parseShares(text: string | null): Record<string, number> {
  try {
    const value: unknown = JSON.parse(text ?? '{}');
    if (typeof value !== 'object' || value === null) return {};
    const shares = Object.entries(value).filter((entry): entry is [string, number] => typeof entry[1] === 'number');
    return Object.fromEntries(shares.filter(([, share]) => share >= 0 && share <= 1));
  } catch {
    return {};
  }
}
