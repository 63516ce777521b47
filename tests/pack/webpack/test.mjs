import { createRequire } from 'node:module';
import { join } from 'node:path';
import { emptyOut, expectProbed, folderOf, run, writeEntry } from '../tools.mjs';

const folder = folderOf(import.meta.url);

export const cells = ['web', 'node'].map((target) => ({
  cell: `webpack, ${target}`,
  async run() {
    const out = emptyOut(folder);
    const webpack = createRequire(import.meta.url)('webpack');
    const output = { path: out, filename: 'bundle.cjs' };
    const stats = await new Promise((resolve, reject) => {
      webpack({ mode: 'production', target, entry: writeEntry(folder), output }, (error, stats) =>
        error ? reject(error) : resolve(stats),
      );
    });
    if (stats.hasErrors() || stats.hasWarnings())
      throw new Error(stats.toString({ all: false, errors: true, warnings: true }));
    expectProbed(run(folder, process.execPath, join(out, 'bundle.cjs')));
  },
}));
