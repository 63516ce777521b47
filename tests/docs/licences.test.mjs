// Checks that code of others is shipped with its licence.

import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { root } from './documents.mjs';

const built = join(root, 'build/www');
const read = (path) => readFileSync(path, 'utf8');

/** Splits a text of licences into its entries: the name and the text of each. */
const entries = (text) =>
  new Map(
    text
      .split(/^={80}$/m)
      .slice(1)
      .map((entry) => [/^(\S+) \S+ \(/m.exec(entry)[1], entry]),
  );

const PACKAGES = ['@tanstack/virtual-core', '@zxcvbn-ts/core', 'comlink'];
const CRATES = ['gloo-net', 'js-sys', 'serde', 'serde-wasm-bindgen', 'wasm-bindgen'];

test('the pages have the licence of every package and crate in them', () => {
  const found = entries(read(join(built, 'licencias.txt')));
  for (const name of [...PACKAGES, ...CRATES]) {
    assert.match(found.get(name) ?? '', /Permission is hereby granted|Apache License|public domain/, name);
  }
  const viewer = found.get('swagger-ui-dist');
  for (const part of [/Apache License/, /Copyright 2020-\d+ SmartBear/, /swagger-ui|DOMPurify/i])
    assert.match(viewer, part);
  assert.match(read(join(built, 'index.html')), /href="licencias\.txt"/);
});

test('what a script says of its licences is there', () => {
  const scripts = readdirSync(built, { recursive: true }).filter((name) => /\.(js|css)$/.test(name));
  for (const name of scripts) {
    for (const [, file] of read(join(built, name)).matchAll(/For license information please see (\S+)/g)) {
      assert.ok(existsSync(join(built, name, '..', file)), `${name}: ${file}`);
    }
  }
});

test('the npm package has the licences of the crates in its modules', () => {
  const found = entries(read(join(root, 'target/npm/ficha/THIRD-PARTY.txt')));
  for (const name of CRATES) assert.ok(found.has(name), name);
});
