import { takeLessonsOption } from './lessons/folder.ts';
import { Obstacle } from './report.ts';
import { setUp } from './setup.ts';

/** The commands of package.json. Each gives its exit code, or undefined to go on serving. */
const commands: Record<string, (args: string[]) => Promise<number | undefined>> = {
  async start() {
    await build();
    await serve();
    return undefined;
  },
  async serve() {
    await serve();
    return undefined;
  },
  async build() {
    await build();
    console.log('The site is in dist/.');
    return 0;
  },
  async dev() {
    await setUp();
    const { courseProblems } = await import('./lessons/read.ts');
    const problems = courseProblems();
    // The author is about to mend them.
    if (problems !== '') console.error(`\n${problems}\n`);
    const { createServer } = await import('vite');
    const server = await createServer();
    await server.listen();
    server.printUrls();
    return undefined;
  },
  async test(args) {
    const { test } = await import('./test.ts');
    return test(args);
  },
  async 'test:suites'(args) {
    const { testSuites } = await import('./suites/command.ts');
    return testSuites(args);
  },
  async lessons(args) {
    const { lessons } = await import('./lessons/command.ts');
    return lessons(args);
  },
  async bench(args) {
    await build();
    const { bench } = await import('../../tests/bench/bench.ts');
    return bench(args);
  },
};

async function build(): Promise<void> {
  await setUp();
  const { buildSite } = await import('./site.ts');
  await buildSite();
}

async function serve(): Promise<void> {
  const { serve: serveSite } = await import('./serve.ts');
  await serveSite();
}

const [name = '', ...rest] = process.argv.slice(2);
const command = commands[name];
try {
  if (command === undefined) throw new Obstacle(`There is no command "${name}"; there are ${Object.keys(commands).join(', ')}.`);
  const args = takeLessonsOption(rest);
  if (args.length > 0 && ['start', 'serve', 'build', 'dev'].includes(name)) throw new Obstacle(`${name} takes no "${args[0]}"; it takes --lessons <folder>.`);
  const code = await command(args);
  if (code !== undefined) process.exit(code);
} catch (error) {
  // An obstacle is for the person at the keyboard; anything else is a bug and shows where it is.
  console.error(error instanceof Obstacle ? `\n${error.message}` : error);
  process.exit(1);
}
