import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { lessonsFolder, nameFor, takeLessonsOption } from '../../src/build/lessons/folder.ts';
import { newLesson } from '../../src/build/lessons/new.ts';
import { readLessons } from '../../src/build/lessons/read.ts';
import { readCourse } from '../../src/build/lessons-plugin.ts';
import { inProject } from '../../src/build/paths.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'course-'));
  vi.stubEnv('JUNCTION_LESSONS', '');
  vi.stubEnv('INIT_CWD', folder);
});
afterEach(() => {
  rmSync(folder, { recursive: true });
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

const write = (name: string, text: string): void => writeFileSync(join(folder, name), text);
const head = '---\ntitle: T\nsummary: S\nminutes: 1\n---\n';

describe('a course in a folder of its own', () => {
  it('is named by --lessons, from where the author is', () => {
    expect(lessonsFolder()).toBe(inProject('lessons'));
    expect(takeLessonsOption(['check', 'a.md', '--lessons', 'mine', '--more'])).toEqual(['check', 'a.md', '--more']);
    expect(lessonsFolder()).toBe(join(folder, 'mine'));
    expect(takeLessonsOption(['--lessons=.'])).toEqual([]);
    expect(lessonsFolder()).toBe(folder);
    expect(takeLessonsOption(['a'])).toEqual(['a']);
    for (const wrong of [['--lessons'], ['--lessons', '--only'], ['--lessons=']]) expect(() => takeLessonsOption(wrong)).toThrow('the folder of a course');
  });

  it('names its files as their author would', () => {
    expect(nameFor(inProject('lessons', 'a.md'))).toBe('lessons/a.md');
    expect(nameFor(join(folder, 'a.md'))).toBe('a.md');
    expect(nameFor('/elsewhere/a.md')).toBe('/elsewhere/a.md');
  });

  it('begins with its first lesson', () => {
    const said = vi.spyOn(console, 'log').mockReturnValue();
    expect(() => readLessons([])).not.toThrow();
    takeLessonsOption(['--lessons', 'new/course']);
    expect(() => readLessons()).toThrow('There is no folder new/course. “npm run lessons -- new my-lesson --lessons new/course” makes it.');
    expect(newLesson(['first-one'])).toBe(0);
    expect(newLesson(['second'])).toBe(0);
    expect(readLessons().map(({ file, lesson }) => [file, lesson.title])).toEqual([['new/course/first-one.md', 'First one'], ['new/course/second.md', 'Second']]);
    expect(readCourse().summaries.map(({ slug, minutes }) => [slug, minutes])).toEqual([['first-one', 10], ['second', 10]]);
    expect(said.mock.calls[0]?.[0]).toContain('npm run lessons -- check new/course/first-one.md --lessons new/course');
    expect(readFileSync(join(folder, 'new/course/course.yaml'), 'utf8')).toMatch(/lessons:\n {2}- first-one\n {2}- second\n$/);
  });

  it('is told everything that is wrong with it, by file and line', () => {
    takeLessonsOption(['--lessons', '.']);
    expect(() => readLessons()).toThrow('There is no course.yaml: it lists the lessons of a course.');
    write('course.yaml', '# mine\nlessons:\n  - good\n  - gone # soon\n');
    write('good.md', `${head}## A\n`);
    expect(() => readLessons()).toThrow(/^course\.yaml:4: gone is listed, and there is no gone\.md$/);
    write('gone.md', `${head}## A\n\`\`\`hnit\nx\n\`\`\`\n`);
    write('bad.md', `${head.replace('title', 'tilte')}## A\n`);
    write('course.yaml', 'lessons: [good, gone, bad]\n');
    expect(() => readLessons()).toThrow(/^gone\.md:7: unknown block "hnit"[^\n]*\nbad\.md:1: front matter lacks title\nbad\.md:2: front matter knows no key "tilte"[^\n]*$/);
  });
});
