import { erDiagram } from '../diagram/er.ts';
import type { Lesson } from '../lessons/lesson.ts';
import { runSolutions, type StepResult } from '../session/handout.ts';
import { diagramFrame } from '../worker/assets.ts';
import { EngineClient } from '../worker/engine-client.ts';
import { FrameSpawner } from '../worker/frame.ts';
import { StillPictures, type StillPicture } from './still-picture.ts';

/** What a lesson's solutions leave, as it comes in. */
export interface LessonRunEvents {
  result(result: StepResult): void;
  picture(step: number, picture: StillPicture): void;
}

/** Runs a lesson's solutions for paper, in an engine of its own that goes when they are done; `close` ends it before. */
export class LessonRun {
  #closed = false;
  readonly #client = new EngineClient({
    events: { progress: () => undefined, output: () => undefined, databaseChanged: () => undefined, restarted: () => undefined },
    standby: false,
    spawner: (progress) => new FrameSpawner(progress),
  });

  /** Settles when everything is there; rejects with a sentence. */
  async start(lesson: Lesson, home: HTMLElement | ShadowRoot, events: LessonRunEvents): Promise<void> {
    const pictures = new StillPictures(diagramFrame(), home);
    /** Drawn one after the other; the same tables are drawn once. */
    let drawing = Promise.resolve();
    let before = '';
    const found = (result: StepResult): void => {
      events.result(result);
      const drawn = result.schema && result.schema.tables.length > 0 ? erDiagram(result.schema) : null;
      if (drawn === null || drawn.text === before) return;
      before = drawn.text;
      drawing = drawing.then(async () => {
        const picture = this.#closed ? null : await pictures.draw(drawn);
        if (picture && !this.#closed) events.picture(result.step, picture);
      });
    };
    try {
      this.#client.start();
      await runSolutions(this.#client, lesson, found, () => !this.#closed);
      await drawing;
    } finally {
      pictures.close();
      this.close();
    }
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#client.dispose();
  }
}
