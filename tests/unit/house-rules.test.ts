import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { brokenRules } from './house-rules.ts';

const root = new URL('../../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), 'utf8');
const sources = readdirSync(new URL('src', root), { recursive: true, encoding: 'utf8' })
  .map((path) => `src/${path.replaceAll('\\', '/')}`)
  .filter((path) => path.endsWith('.ts') && !path.endsWith('.d.ts'));

describe('the import rules', () => {
  it('are kept by every file', () => {
    expect(sources.length).toBeGreaterThan(10);
    expect(sources.flatMap((path) => brokenRules(path, read(path)))).toEqual([]);
  });

  it.each([
    ['src/engine/protocol.ts', `import type { A } from './a.ts';`],
    ['src/engine/sqlite/rows.ts', `import { state } from '../../session/state.ts';`],
    ['src/worker/frame.ts', `import { createEngine } from '../engine/engine.ts';`],
    ['src/session/session.ts', `import { LitElement } from 'lit';`],
    ['src/session/session.ts', `export { x } from '../components/x.ts';`],
    ['src/diagram/er.ts', `import { parse } from '../lessons/parse.ts';`],
    ['src/components/junction-data.ts', `import { Session } from '../session/session.ts';`],
    ['src/components/junction-data.ts', `import initSqlJs from 'sql.js';`],
    ['src/components/junction-editor.ts', `const monaco = await import('monaco-editor/editor');`],
    ['src/main.ts', `import { setUp } from './build/setup.ts';`],
    ['src/main.ts', `import { readFileSync } from 'node:fs';`],
    ['src/session/drafts.ts', 'let latest = 0;'],
  ])('tell %s: %s', (path, text) => {
    expect(brokenRules(path, text)).toHaveLength(1);
  });

  it.each([
    ['src/components/junction-data.ts', `import type { Schema } from '../engine/protocol.ts';`],
    ['src/components/junction-playground.ts', `import { Session } from '../session/session.ts';`],
    ['src/components/monaco.ts', `import { editor } from 'monaco-editor/editor';`],
    ['src/worker/engine-client.ts', `import type { EngineApi } from '../engine/protocol.ts';`],
  ])('let %s: %s', (path, text) => {
    expect(brokenRules(path, text)).toEqual([]);
  });
});

describe('the lock file', () => {
  it('holds no download addresses', () => {
    expect(read('package-lock.json')).not.toContain('"resolved"');
  });

  it('pins every package exactly', () => {
    const { dependencies, devDependencies } = JSON.parse(read('package.json')) as Record<string, Record<string, string>>;
    const versions = Object.values({ ...dependencies, ...devDependencies });
    expect(versions.filter((version) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
  });
});
