import { defineConfig } from 'vitest/config';

/**
 * Three kinds of tests that need no browser. `engine` and `lessons` start real Pythons, which are big
 * and slow, so they come after `unit` and two at a time.
 */
export default defineConfig({
  test: {
    projects: [
      {
        extends: true,
        test: { name: 'unit', include: ['tests/unit/**/*.test.ts'] },
      },
      {
        extends: true,
        test: {
          name: 'engine',
          include: ['tests/engine/**/*.test.ts'],
          testTimeout: 180_000,
          hookTimeout: 180_000,
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          name: 'lessons',
          include: ['tests/lessons/**/*.test.ts'],
          testTimeout: 300_000,
          hookTimeout: 180_000,
          // One file at a time: each has as many engines as the machine has processors.
          maxWorkers: 1,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
