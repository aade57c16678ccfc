import { Obstacle } from '../report.ts';
import { setUp } from '../setup.ts';
import { Engines } from './engines.ts';
import { prove, slow, told } from './prove.ts';
import { readLessons } from './read.ts';

const USAGE = 'npm run lessons -- check [file…] | mutate [file…] | new <name>, each with --lessons <folder> for a course elsewhere';

/** The author's tool. Gives the exit code. */
export async function lessons([verb, ...args]: string[]): Promise<number> {
  switch (verb) {
    case 'check':
      return check(args);
    case 'mutate': {
      const { mutate } = await import('./mutate.ts');
      await setUp();
      return mutate(args);
    }
    case 'new': {
      const { newLesson } = await import('./new.ts');
      return newLesson(args);
    }
    default:
      throw new Obstacle(`Usage: ${USAGE}`);
  }
}

/** Proves lessons: all of the course, or these files. */
async function check(files: string[]): Promise<number> {
  const lessonFiles = readLessons(files);
  await setUp();
  const engines = await Engines.start();
  const proofs = await prove(lessonFiles, engines);
  const { table, problems } = told(proofs);
  problems.push(...(await slow(proofs, engines)));
  await engines.close();
  for (const line of table) console.log(line);
  console.log('');
  for (const problem of problems) console.error(problem);
  console.log(problems.length === 0 ? 'Everything that the lessons say is true.' : `${problems.length} ${problems.length === 1 ? 'thing is' : 'things are'} wrong.`);
  return problems.length === 0 ? 0 : 1;
}
