import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, test as plain, type BrowserContext, type Locator, type Page } from '@playwright/test';
import type { JunctionPlayground } from '../../src/embed.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Collects into `faults` whatever goes wrong on the pages of a context: exceptions, console errors, CSP violations, requests. */
export async function watchFaults(context: BrowserContext, faults: string[]): Promise<void> {
  await context.exposeBinding('junctionFault', (_, text: string) => void faults.push(text));
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      const tell = (window as unknown as { junctionFault?: (text: string) => void }).junctionFault;
      tell?.(`CSP: ${event.violatedDirective} refused ${event.blockedURI} in ${location.pathname}`);
    });
  });
  const watch = (tab: Page): void => {
    tab.on('pageerror', (error) => faults.push(String(error.stack ?? error)));
    tab.on('console', (message) => {
      if (message.type() === 'error') faults.push(`console: ${message.text()}`);
    });
    tab.on('requestfailed', (request) => {
      // A page that is left, and a download that is no longer wanted, give requests up.
      if (request.failure()?.errorText !== 'net::ERR_ABORTED') faults.push(`failed: ${request.url()}`);
    });
    tab.on('response', (response) => {
      if (response.status() >= 400) faults.push(`${response.status()}: ${response.url()}`);
    });
  };
  context.pages().forEach(watch);
  context.on('page', watch);
}

/** A test that fails when anything on its pages did. */
export const test = plain.extend<{ faults: string[] }>({
  faults: [
    async ({ page }, use) => {
      const faults: string[] = [];
      await watchFaults(page.context(), faults);
      await use(faults);
      expect(faults).toEqual([]);
    },
    { auto: true },
  ],
});

/** The playground on a page, with its parts. */
export class Playground {
  readonly host: Locator;
  readonly console: Locator;
  readonly toolbar: Locator;
  /** What was said to screen readers last. */
  readonly said: Locator;

  constructor(readonly page: Page, host: Locator = page.locator('junction-playground')) {
    this.host = host;
    this.console = host.locator('junction-console');
    this.toolbar = host.locator('junction-toolbar');
    this.said = host.locator('> [role=status], [role=status].visually-hidden').last();
  }

  /** Waits until Python can run. */
  async ready(): Promise<void> {
    await this.host.evaluate((element) => (element as JunctionPlayground).ready);
  }

  tab(name: string): Locator {
    return this.host.getByRole('tab', { name });
  }

  button(name: string): Locator {
    return this.toolbar.getByRole('button', { name });
  }

  /** Sets the program as a host page would. */
  async setCode(code: string): Promise<void> {
    await this.host.evaluate((element, text) => {
      (element as JunctionPlayground).code = text;
    }, code);
  }

  code(): Promise<string> {
    return this.host.evaluate((element) => (element as JunctionPlayground).code);
  }

  /** Runs a program through the public interface. */
  run(code: string): ReturnType<JunctionPlayground['run']> {
    return this.host.evaluate((element, text) => (element as JunctionPlayground).run(text), code);
  }

  evaluate(source: string): ReturnType<JunctionPlayground['evaluate']> {
    return this.host.evaluate((element, text) => (element as JunctionPlayground).evaluate(text), source);
  }

  query(sql: string): ReturnType<JunctionPlayground['query']> {
    return this.host.evaluate((element, text) => (element as JunctionPlayground).query(text), sql);
  }
}

/** What axe finds on the page, as lines to read. */
export async function axeFindings(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const { axe: tool } = window as unknown as {
      axe: { run(root: Document, options: object): Promise<{ violations: { id: string; nodes: { target: unknown[]; failureSummary: string }[] }[] }> };
    };
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
    const { violations } = await tool.run(document, { runOnly: tags });
    return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${JSON.stringify(node.target)} ${node.failureSummary}`));
  });
}

/** Two models, a table between them, and two rows in it. */
export const school = `from flask_sqlalchemy import SQLAlchemy

db = SQLAlchemy()

enrolment = db.Table(
    "enrolment",
    db.Column("student_id", db.ForeignKey("student.id"), primary_key=True),
    db.Column("course_id", db.ForeignKey("course.id"), primary_key=True),
)


class Student(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    name = db.Column(db.String(40), nullable=False)
    courses = db.relationship("Course", secondary=enrolment, back_populates="students")


class Course(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    title = db.Column(db.String(40), nullable=False)
    students = db.relationship("Student", secondary=enrolment, back_populates="courses")


db.create_all()
ada = Student(name="Ada")
ada.courses = [Course(title="Logic"), Course(title="Engines")]
db.session.add(ada)
db.session.commit()
print(ada.name, "takes", [course.title for course in ada.courses])
`;
