import { describe, expect, it } from 'vitest';
import { modelsDiagram } from '../../src/diagram/models.ts';
import { modelsWords } from '../../src/diagram/models-text.ts';
import type { Model } from '../../src/engine/protocol.ts';
import { HOSTILE } from './diagram-fixtures.ts';
import { model, modelColumn, relationship, schoolModels } from './facts-fixtures.ts';

const textOf = (...models: Model[]): string => modelsDiagram({ models, notes: [] }).text;
/** The lines between classes. */
const lines = (...models: Model[]): string[] => textOf(...models).split('\n').filter((line) => /^ {2}m\d+ /.test(line)).map((line) => line.trim());

describe('the models diagram', () => {
  it('is a class diagram with columns, relationships and how they behave', () => {
    const { text, names } = modelsDiagram({ models: schoolModels(), notes: [] });
    expect(text).toMatch(/^classDiagram\n/);
    expect(text).toContain(`  class m0["Teacher"] {
    <<table teachers>>
    id INTEGER PK
    students → list of Student
    many-to-many · ⇄ teachers
    via teacher_students · lazy select
    cascade save-update, merge
    exams → list of Exam
    one-to-many · ⇄ teacher · lazy select
    cascade all, delete-orphan
    examined ⇢ exams.student, a proxy with a creator
  }`);
    expect(text).toContain('    teacher_id INTEGER FK teachers.id\n');
    expect(names['m2']).toMatchObject({ title: 'Exam', note: 'table exams', kind: 'configured' });
  });

  it('joins partners by one line, with the numbers that both hold', () => {
    expect(lines(...schoolModels())).toEqual([
      'm0 "*" -- "*" m1 : students ⇄ teachers #40;teacher_students#41;',
      'm0 "1" -- "*" m2 : exams ⇄ teacher',
      'm2 "*" -- "0..1" m1 : exams ⇄ student',
      'm0 ..> m2 : Teacher.examined',
      'm2 ..> m1',
    ]);
  });

  it('knows the edges that it draws', () => {
    const { edges } = modelsDiagram({ models: schoolModels(), notes: [] });
    expect(edges.map(({ from, to, kind, ends }) => [from, to, kind, ...ends])).toEqual([
      ['m0', 'm1', 'many-to-many', 'zeroOrMore', 'zeroOrMore'],
      ['m0', 'm2', '', 'onlyOne', 'zeroOrMore'],
      ['m2', 'm1', '', 'zeroOrMore', 'zeroOrOne'],
      ['m0', 'm2', 'proxy', 'none', 'arrow'],
      ['m2', 'm1', 'proxy', 'none', 'arrow'],
    ]);
  });

  it('has an arrow where no partner answers, and dots where nothing is written', () => {
    const one = model('m0', 'A', 'a', {
      relationships: [relationship('bs', 'm1', 'B', { secondary: 'ab' }), relationship('seen', 'm1', 'B', { secondary: 'ab', viewonly: true })],
    });
    expect(lines(one, model('m1', 'B', 'b'))).toEqual(['m0 "*" --> "*" m1 : bs #40;ab#41;', 'm0 "*" ..> "*" m1 : seen #40;ab#41; #40;view only#41;']);
    expect(textOf(one)).toContain('view only');
  });

  it('does not take a misspelt or one-sided partner for one', () => {
    const a = model('m0', 'A', 'a', { relationships: [relationship('bs', 'm1', 'B', { backPopulates: 'nothing' })] });
    expect(lines(a, model('m1', 'B', 'b'))).toEqual(['m0 "*" --> "*" m1 : bs']);
    expect(modelsWords({ models: [a], notes: [] }).lists[1]?.items).toEqual(['A.bs holds many B; its partner is to be B.nothing.']);
  });

  it('draws a class that is linked with itself once, and a tree from the parent', () => {
    const user = model('m0', 'User', 'user', {
      relationships: [
        relationship('following', 'm0', 'User', { secondary: 'followers', backPopulates: 'followers' }),
        relationship('followers', 'm0', 'User', { secondary: 'followers', backPopulates: 'following' }),
      ],
    });
    expect(lines(user)).toEqual(['m0 "*" -- "*" m0 : following ⇄ followers #40;followers#41;']);
  });

  it('draws inheritance', () => {
    expect(lines(model('m0', 'Room', 'room'), model('m1', 'Lab', 'room', { inherits: 'm0', columns: [] }))).toEqual(['m0 <|-- m1']);
    expect(textOf(model('m0', 'Room', 'room'), model('m1', 'Lab', 'room', { inherits: 'm0', columns: [] }))).toContain('    inherits from Room\n');
  });

  it('shows what was declared of classes that are not configured, and which failed', () => {
    const declared = relationship('bs', 'm1', 'B', { direction: null, uselist: null, secondary: 'ab', backPopulates: 'as_' });
    const unknown = relationship('cs', 'm9', 'C', { direction: null, uselist: null, target: null });
    const text = textOf(model('m0', 'A', 'a', { state: 'declared', relationships: [declared, unknown] }), model('m1', 'B', 'b', { state: 'failed', failure: 'no' }));
    expect(text).toContain('class m0["A"]:::declared {\n    <<table a · not configured yet>>');
    expect(text).toContain('class m1["B"]:::failed {\n    <<table b · cannot be configured>>');
    expect(text).toContain('    cs → C\n');
    expect(text).toContain('  m0 "*" --> "*" m1 : bs #40;ab#41;\n');
  });

  it('joins the paths of several proxies in one dotted line', () => {
    const [teacher, student, exam] = schoolModels();
    if (teacher === undefined || student === undefined || exam === undefined) throw new Error('the school has three models');
    const back = { ...student, proxies: [{ key: 'examiners', through: 'exams', value: 'teacher', path: ['m2', 'm0'] as [string, string], creator: false }] };
    expect(lines(teacher, back, exam).slice(-2)).toEqual(['m0 <..> m2 : Teacher.examined', 'm2 <..> m1 : Student.examiners']);
    const scalar = { ...teacher, proxies: [{ key: 'titles', through: 'exams', value: 'title', path: ['m2', null] as [string, null], creator: false }] };
    expect(lines(scalar, student, exam).at(-1)).toBe('m0 ..> m2 : Teacher.titles');
  });

  it('no hostile name says anything to the grammar', () => {
    for (const name of HOSTILE) {
      const text = textOf(model('m0', name, name, { columns: [modelColumn(`${name.replaceAll(' ', '_')} ${name}`)], relationships: [relationship(name, 'm0', name)] }));
      const body = text.split('\n').slice(4).join('\n');
      expect(body.replaceAll(/#\d+;/g, '')).toMatch(/^[A-Za-z0-9 _()·.,⇄→"[\]{}<>*:\n\u00c0-\u{1ffff}-]*$/u);
      expect(body.match(/[{}]/g)).toEqual(['{', '}']);
      expect(body.match(/\n {2}class /g) ?? []).toHaveLength(0);
    }
  });

  it('is in words beyond a hundred classes', () => {
    const many = Array.from({ length: 101 }, (_, index) => model(`m${index}`, `Model${index}`, `t${index}`));
    expect(modelsDiagram({ models: many, notes: [] }).tooLarge).toBe('This program maps 101 classes; a picture is drawn of up to 100. The text version has them all.');
    expect(modelsWords({ models: many, notes: [] }).tables).toHaveLength(101);
  });
});

describe('the models in words', () => {
  it('say each relationship with its partner, and each proxy with its path', () => {
    const words = modelsWords({ models: schoolModels(), notes: ['A note.'] });
    expect(words.summary).toBe('3 classes, 6 relationships, 1 association proxy.');
    expect(words.lists.map((list) => list.items[0])).toEqual([
      'A note.',
      'Teacher.students holds many Student through teacher_students; its partner is Student.teachers.',
      'Teacher.examined is a proxy: it goes through Teacher.exams and shows the student of each. It has a creator, so that it can be appended to.',
    ]);
    expect(words.tables[0]?.rows).toEqual([
      ['id', 'INTEGER', 'primary key, not null'],
      ['students', 'list of Student', 'many-to-many, ⇄ teachers, via teacher_students, lazy select, cascade save-update, merge'],
      ['exams', 'list of Exam', 'one-to-many, ⇄ teacher, lazy select, cascade all, delete-orphan'],
      ['examined', 'exams.student', 'association proxy, with a creator'],
    ]);
  });
});
