import { beforeEach } from 'vitest';
import type { Lesson } from '../../src/lessons/lesson.ts';
import { Drafts } from '../../src/session/drafts.ts';
import { Progress } from '../../src/session/progress.ts';
import { Session } from '../../src/session/session.ts';
import { FakeDevice } from './fake-device.ts';
import { FakeEngine, database, open, result, settle, type Open } from './fake-engine.ts';

/** A started session in the playground before each test of a file, with what it stands on; the test answers for engines and lessons. */
export class SessionStage {
  engines: FakeEngine[] = [];
  lessons: Record<string, Open<Lesson>> = {};
  device = new FakeDevice();
  session = this.newSession();

  constructor() {
    beforeEach(async () => {
      this.engines = [];
      this.lessons = {};
      this.device = new FakeDevice();
      this.session = this.newSession();
      this.session.start();
      await this.session.open({ kind: 'play' });
    });
  }

  /** The engine that was made last. */
  engine(): FakeEngine {
    const last = this.engines.at(-1);
    if (last === undefined) throw new Error('no engine was made');
    return last;
  }

  async startAll(): Promise<void> {
    this.engine().sqlStart.resolve({ version: '3' });
    this.engine().pythonStart.resolve({ version: '3.14', packages: {}, ms: 1 });
    await settle();
  }

  /** Another session on the same device. */
  newSession(): Session {
    const storage = this.device.page();
    return new Session({
      engine: (listener) => {
        const made = new FakeEngine(listener);
        this.engines.push(made);
        return made;
      },
      drafts: new Drafts(storage),
      progress: new Progress(storage),
      lessons: {
        load: (slug) => (this.lessons[slug] = open<Lesson>()).promise,
        fetch: (url) => (this.lessons[url] = open<Lesson>()).promise,
      },
    });
  }

  async openLesson(slug: string, step: number): Promise<void> {
    const opening = this.session.open({ kind: 'lesson', slug, step });
    this.lessons[slug]?.resolve(this.lesson());
    await opening;
  }

  lesson(start = 'start'): Lesson {
    const steps = [1, 2, 3].map((n) => ({ title: `Step ${n}`, language: 'python', setup: '', start: `${start} ${n}`, solution: null, checks: [], quizzes: [] }));
    return { slug: 'tables', title: 'Tables', steps } as unknown as Lesson;
  }

  /** The engine says that it has these databases. */
  change(...databases: ReturnType<typeof database>[]): void {
    this.engine().listener.databaseChanged({ run: 0, databases, schema: true });
  }

  print(stream: 'stdout' | 'stderr', text: string): void {
    this.engine().listener.output({ run: 1, stream, text });
  }

  /** Ends the run that was begun as the `index`-th. */
  answerRun(index: number, change: Parameters<typeof result>[0] = {}): void {
    const run = this.engine().runs[index];
    if (run === undefined) throw new Error(`run ${index} was not begun`);
    run.answer.resolve(result(change));
  }
}
