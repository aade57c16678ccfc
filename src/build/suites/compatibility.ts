import type { Case, Cause } from './causes.ts';
import { causeOf, isSame } from './causes.ts';
import type { Results } from './results.ts';

/** Tests that are named one by one for a cause; of more, only the number is told. */
const MOST_NAMES = 12;

/** The text of docs/compatibility.md. `versions` tells a suite's release. */
export function compatibilityText(all: Results[], causes: Cause[], versions: (suite: string) => string): string {
  const cases = all.flatMap((results) => results.cases());
  return `# Compatibility

Written by \`npm run test:suites\`, which runs tests that others wrote inside the real Pyodide, on Junction's \`sqlite3\` and sql.js;
every test is run again with the \`sqlite3\` that Pyodide itself has. Junction's aim is CPython on one's own machine; Pyodide's is the floor.

| Suite | What it is | Release | passed | failed | skipped | with Pyodide's own: passed | failed | skipped |
|---|---|---|--:|--:|--:|--:|--:|--:|
${all.map((results) => row(results, versions(results.suite.name))).join('\n')}

${section('What fails, and why', 'failed', causes, cases)}
${section('What is skipped, and why', 'skipped', causes, cases)}`;
}

function row(results: Results, version: string): string {
  const { name, title } = results.suite;
  const counts = [false, true].flatMap((builtin) => {
    const { passed, failed, skipped } = results.counts(builtin);
    return [passed, failed, skipped];
  });
  return `| ${[`\`${name}\``, title, version, ...counts].join(' | ')} |`;
}

function section(title: string, outcome: Cause['outcome'], causes: Cause[], cases: Case[]): string {
  const rows = causes
    .filter((cause) => cause.outcome === outcome)
    .map((cause) => [cause, cases.filter((found) => causeOf(causes, found) === cause)] as const)
    .filter(([, found]) => found.length > 0)
    .map(([cause, found]) => `| ${cause.cause} | ${suitesOf(found)} | ${found.length} | ${found.filter(isSame).length} |${outcome === 'failed' ? ` ${namesOf(found)} |` : ''}`);
  if (rows.length === 0) return `## ${title}\nNothing.\n`;
  const [names, line] = outcome === 'failed' ? [' Which |', '---|'] : ['', ''];
  return `## ${title}
| Cause | Suites | Tests | of them the same with Pyodide's own |${names}
|---|---|--:|--:|${line}
${rows.join('\n')}
`;
}

function suitesOf(cases: Case[]): string {
  return [...new Set(cases.map(({ suite }) => `\`${suite}\``))].join(', ');
}

/** The functions' names, once each: what is in brackets behind them says with what values. */
function namesOf(cases: Case[]): string {
  const names = [...new Set(cases.map(({ test }) => (test.split('::').at(-1) ?? test).replace(/\[.*$/, '')))];
  return names.length > MOST_NAMES ? `${names.length} functions` : names.map((name) => `\`${name}\``).join(', ');
}
