// Tests Jest, in Node and in a page of jsdom, which has neither TextEncoder nor fetch.

import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { emptyOut, folderOf, run } from '../tools.mjs';

const folder = folderOf(import.meta.url);

const jest = (testEnvironment) => ({
  cell: `Jest, ${testEnvironment}`,
  slow: testEnvironment === 'node',
  run() {
    const out = emptyOut(folder);
    const tests = fileURLToPath(new URL('./rules.test.cjs', import.meta.url));
    copyFileSync(tests, join(out, 'rules.test.cjs'));
    const config = {
      testEnvironment,
      transform: {},
      testMatch: ['**/*.test.cjs'],
      moduleFileExtensions: ['cjs', 'js', 'json'],
    };
    writeFileSync(join(out, 'jest.config.json'), JSON.stringify(config));
    run(out, join(folder, 'node_modules/.bin/jest'), '--ci', '--config', 'jest.config.json');
  },
});

export const cells = [jest('jsdom'), jest('node')];
