import { expect, test as plain, type Download } from '@playwright/test';
import { Playground, watchFaults } from './site.ts';

/** A playground that many tests share, so that Python is started once; each test finds it reset. */
export class Stage extends Playground {
  readonly data = this.host.locator('junction-data');
  readonly sqlConsole = this.host.locator('junction-sql-console');
  readonly log = this.console.getByRole('log');
  readonly state = this.toolbar.locator('.state');
  readonly notices = this.host.locator('junction-notices');
  /** Everything that went wrong on the page since the test began. */
  readonly faults: string[] = [];

  /** Puts the program in the editor and presses Run. */
  async press(code: string): Promise<void> {
    await this.setCode(code);
    await this.button('Run').click();
  }

  /** Enters a line at the prompt, by hand. */
  async type(source: string): Promise<void> {
    const prompt = this.console.getByRole('textbox');
    await prompt.fill(source);
    await prompt.press('Enter');
  }

  /** Runs SQL in the SQL console, by hand. */
  async runSql(sql: string): Promise<void> {
    await this.host.evaluate((element, text) => Object.assign(element, { sql: text }), sql);
    await this.tab('SQL').first().click();
    await this.sqlConsole.getByRole('button', { name: /^Run/ }).click();
  }

  /** Imports a file as a user would. */
  async importFile(name: string, bytes: Uint8Array): Promise<void> {
    await this.tab('Data').click();
    await this.data.locator('input[type=file]').setInputFiles({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(bytes) });
  }

  /** What a click on a button that saves a file saves. */
  async saved(click: () => Promise<void>): Promise<Download> {
    const [download] = await Promise.all([this.page.waitForEvent('download'), click()]);
    return download;
  }

  /** The rows of a table, as stored. */
  async stored(table: string): Promise<unknown[][]> {
    const answer = await this.query(`SELECT * FROM ${table}`);
    expect(answer.status).toBe('ok');
    return answer.results[0]?.rows ?? [];
  }

  /** Fails unless the next program runs, the page answers, and nothing went wrong behind its back. */
  async expectAlive(): Promise<void> {
    expect((await this.run('print("alive")')).stdout).toBe('alive\n');
    await expect(this.log).toHaveText('alive');
  }
}

/** A test on the shared playground; it fails as `test` of `site.ts` does. */
export const test = plain.extend<{ stage: Stage }, { sharedStage: Stage }>({
  sharedStage: [
    async ({ browser }, use, { project }) => {
      const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, baseURL: project.use.baseURL ?? '' });
      const page = await context.newPage();
      const stage = new Stage(page);
      await watchFaults(context, stage.faults);
      await page.goto('#/play');
      await stage.ready();
      await use(stage);
      await context.close();
    },
    { scope: 'worker' },
  ],
  stage: async ({ sharedStage: stage }, use) => {
    stage.faults.length = 0;
    const keep = stage.toolbar.getByRole('switch', { name: 'Keep data' });
    if ((await keep.getAttribute('aria-checked')) === 'true') await keep.click();
    await stage.host.evaluate((element) => (element as HTMLElementTagNameMap['junction-playground']).reset());
    for (const notice of await stage.notices.getByRole('button', { name: 'Dismiss' }).all()) await notice.click();
    await use(stage);
    expect(stage.faults).toEqual([]);
  },
});
