import { existsSync, readFileSync } from 'node:fs';
import type { Ended } from './process.ts';

/** How many tests passed and failed; a part that broke without saying counts as one failed. */
export interface Count {
  passed: number;
  failed: number;
}

interface VitestReport {
  numPassedTests: number;
  numFailedTests: number;
  testResults: { status: string; assertionResults: unknown[] }[];
}

interface PlaywrightReport {
  stats: { expected: number; unexpected: number; flaky: number };
  errors: unknown[];
}

/** Counts from Vitest's JSON report. A test file that could not be loaded has no tests and counts as one failed. */
export function vitestCount(file: string, ended: Ended): Count {
  const report = read<VitestReport>(file);
  if (report === null) return settle({ passed: 0, failed: 0 }, { ...ended, code: 1 });
  const broken = report.testResults.filter((result) => result.status === 'failed' && result.assertionResults.length === 0);
  return settle({ passed: report.numPassedTests, failed: report.numFailedTests + broken.length }, ended);
}

/** Counts from Playwright's JSON report. A test that passes only sometimes has failed. */
export function playwrightCount(file: string, ended: Ended): Count {
  const report = read<PlaywrightReport>(file);
  if (report === null) return settle({ passed: 0, failed: 0 }, { ...ended, code: 1 });
  const { expected, unexpected, flaky } = report.stats;
  return settle({ passed: expected, failed: unexpected + flaky }, ended);
}

/** A tool that ends badly without having counted a failure has failed once. */
function settle(count: Count, ended: Ended): Count {
  return ended.code !== 0 && count.failed === 0 ? { ...count, failed: 1 } : count;
}

function read<T>(file: string): T | null {
  if (!existsSync(file)) return null;
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as T;
  } catch {
    return null;
  }
}
