import { describe, expect, it } from 'vitest';
import { diagramView } from '../../src/diagram/diagram-view.ts';
import { objectsDiagram, OBJECT_LIMITS } from '../../src/diagram/objects.ts';
import { objectsWords, sessionLine } from '../../src/diagram/objects-text.ts';
import type { ObjectFacts } from '../../src/engine/protocol.ts';
import { attribute, link, object, schoolFacts } from './facts-fixtures.ts';

const factsOf = (more: Partial<ObjectFacts>): ObjectFacts => ({ sessions: [], objects: [], links: [], notes: [], ...more });
const lines = (facts: ObjectFacts): string[] => objectsDiagram(facts).text.split('\n').filter((line) => /^ {2}o\d+ /.test(line)).map((line) => line.trim());

describe('the objects diagram', () => {
  it('shows names, states, values with what changed, and the pair that waits', () => {
    const { text, edges } = objectsDiagram(schoolFacts().objects);
    expect(text).toContain(`  class o1["t1#58; Teacher 1"]:::persistent {
    <<persistent>>
    id 1
    name #39;Ada#39; → #39;Eve#39;
    also teachers#91;0#93;
    not loaded#58; exams
  }
  class o2["s1#58; Student"]:::pending {
    <<pending#58; INSERT to come>>
    name #39;Bo#39;
  }
  o1 .. o2 : teacher_students (1, #63;), pending`.replaceAll('(', '#40;').replaceAll(')', '#41;'));
    expect(edges).toEqual([{ from: 'o1', to: 'o2', kind: 'pending', label: 'teacher_students (1, ?), pending', ends: ['none', 'none'], dashed: true }]);
  });

  it.each([
    ['stored', '--', 'teacher_students (1, 2)'],
    ['removed', '..', 'teacher_students (1, 2), to be removed'],
    ['unsaved', '..', 'teacher_students (1, 2), not in the session'],
  ] as const)('tells a %s pair', (status, stroke, label) => {
    const facts = factsOf({ objects: [object('o1', 'A'), object('o2', 'B')], links: [link('o1', 'o2', { status })] });
    expect(lines(facts)).toEqual([`o1 ${stroke} o2 : ${label.replace('(', '#40;').replace(')', '#41;')}`]);
  });

  it('names the relationships of a foreign key, and points where only one end knows', () => {
    const objects = [object('o1', 'Exam'), object('o2', 'Teacher')];
    expect(lines(factsOf({ objects, links: [link('o1', 'o2', { name: 'teacher', back: 'exams', secondary: null, row: null })] }))).toEqual(['o1 -- o2 : teacher ⇄ exams']);
    expect(lines(factsOf({ objects, links: [link('o1', 'o2', { name: 'teacher', back: null, secondary: null, row: null })] }))).toEqual(['o1 --> o2 : teacher']);
  });

  it('says in each box what is expired, what waits for a DELETE, and that there is nothing', () => {
    const { names } = objectsDiagram(
      factsOf({
        objects: [
          object('o1', 'A', { attributes: [attribute('id', null, { status: 'expired' }), attribute('bs', null, { status: 'expired', relationship: true })] }),
          object('o2', 'A', { toBeDeleted: true, attributes: [attribute('id', '2'), attribute('n', null, { status: 'expired' })] }),
          object('o3', 'A', { state: 'transient', identity: null }),
        ],
      }),
    );
    expect(names).toMatchObject({
      o1: { kind: 'persistent', rows: [{ detail: 'all expired: read anew when used' }] },
      o2: { kind: 'deleting', note: 'DELETE to come', rows: [{ name: 'id' }, { detail: 'expired: n', ruled: true }] },
      o3: { kind: 'transient', note: 'transient: in no session', rows: [{ detail: 'no values' }] },
    });
  });

  it('draws the most telling of many', () => {
    const many = Array.from({ length: 200 }, (_, index) => object(`o${index}`, 'A'));
    const facts = factsOf({ objects: many.map((one, index) => (index === 150 ? { ...one, names: ['x'] } : index === 151 ? { ...one, state: 'pending' } : one)), links: [link('o152', 'o153')] });
    const { names } = objectsDiagram(facts);
    expect(Object.keys(names)).toHaveLength(OBJECT_LIMITS.objects);
    for (const id of ['o150', 'o151', 'o152', 'o153']) expect(names).toHaveProperty(id);
    expect(diagramView('objects', { schema: null, models: null, objects: facts }, 'wide', false).notes).toEqual(['The picture shows the 80 most telling of 200 objects; the text version has them all.']);
    expect(objectsWords(facts).tables).toHaveLength(200);
  });
});

describe('the objects in words', () => {
  it('are sessions, identity maps, links and attributes', () => {
    const words = objectsWords(schoolFacts().objects);
    expect(words.summary).toBe('2 objects: 1 persistent, 1 pending; 1 link.');
    expect(words.lists.flatMap((list) => list.items)).toEqual([
      'db.session: transaction open · 1 in the identity map · 1 to insert · 1 changed.',
      'db.session: Teacher 1 is t1.',
      't1.students, paired with s1.teachers, holds s1 by the row teacher_students (1, ?): pending, the next flush writes it.',
    ]);
    expect(words.tables[0]).toMatchObject({
      name: 't1: Teacher 1',
      kind: 'persistent, key 1',
      rows: [
        ['id', '1', 'loaded'],
        ['name', "'Ada' → 'Eve'", 'changed, not flushed'],
        ['exams', '—', 'not loaded: read when used'],
      ],
      notes: ['Also called teachers[0].'],
    });
  });

  it('a session that has nothing to do says so', () => {
    expect(sessionLine({ id: 's0', name: 'session', autoflush: false, transaction: false, persistent: 0, pending: 0, modified: 0, deleted: 0 })).toBe(
      'session: no transaction · 0 in the identity map · nothing to flush · autoflush off',
    );
  });
});

describe('a diagram for a panel', () => {
  const nothing = { schema: null, models: null, objects: null };
  it.each(['er', 'models', 'objects'] as const)('says why there is nothing: %s', (kind) => {
    const view = diagramView(kind, nothing, 'wide', false);
    expect(view.drawing).toBeNull();
    expect(view.empty).toMatch(/^The .* here .*\.$/);
    expect(view.lead).toMatch(/\.$/);
  });
  it('says it in the facts’ own words where they have some', () => {
    const note = 'This program does not use SQLAlchemy’s ORM.';
    const facts = { schema: null, models: { models: [], notes: [note] }, objects: factsOf({ notes: [note] }) };
    expect(diagramView('models', facts, 'wide', false)).toMatchObject({ empty: note, notes: [] });
    expect(diagramView('objects', facts, 'wide', false)).toMatchObject({ empty: note, notes: [] });
  });
  it('has the session’s line beside the objects, and what is not configured beside the models', () => {
    const facts = schoolFacts();
    expect(diagramView('objects', { ...facts, schema: null }, 'wide', false).notes).toEqual(['db.session: transaction open · 1 in the identity map · 1 to insert · 1 changed.']);
    expect(diagramView('models', { ...facts, models: { ...facts.models, notes: ['x'] }, schema: null }, 'wide', false).notes).toEqual(['x']);
  });
});
