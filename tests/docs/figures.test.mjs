// Checks that the figures in the documents are those stored in docs/bench.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { benchDocument, FIGURES, readmeFigures } from '../bench/document.mjs';
import { root } from './documents.mjs';

const read = (path) => readFileSync(join(root, path), 'utf8');
const HOW = "run 'node tests/bench/document.mjs'";

test('docs/bench.md', () => assert.equal(read('docs/bench.md'), benchDocument(), HOW));
test('the table of the README', () => assert.equal(FIGURES.exec(read('README.md'))?.[0], readmeFigures(), HOW));
