// Checks that every link to a file or a heading has its target. Links to the web are only counted.

import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { test } from 'node:test';
import GithubSlugger from 'github-slugger';
import { toString as textOf } from 'mdast-util-to-string';
import { visit } from 'unist-util-visit';
import { documents, root } from './documents.mjs';

function anchorsOf(tree) {
  const slugger = new GithubSlugger();
  const anchors = [];
  visit(tree, 'heading', (heading) => anchors.push(slugger.slug(textOf(heading))));
  return anchors;
}

function targetsOf(tree) {
  const targets = [];
  visit(tree, ['link', 'image', 'definition'], ({ url, position }) => targets.push([url, position.start.line]));
  visit(tree, 'html', ({ value, position }) => {
    for (const [, url] of value.matchAll(/(?:src|href)="([^"]+)"/g)) targets.push([url, position.start.line]);
  });
  return targets;
}

const anchors = new Map(documents.map(({ path, tree }) => [path, anchorsOf(tree)]));
let web = 0;

for (const { path, tree } of documents) {
  test(`links of ${path}`, () => {
    for (const [url, line] of targetsOf(tree)) {
      if (/^https?:\/\//.test(url)) {
        web++;
        continue;
      }
      const [file, anchor] = url.split('#');
      const target = file ? normalize(join(dirname(path), file)) : path;
      assert.ok(existsSync(join(root, target)), `${path}:${line}: ${url}: no such file`);
      if (anchor) assert.ok(anchors.get(target)?.includes(anchor), `${path}:${line}: ${url}: no such heading`);
    }
  });
}

test('there are links', () => {
  const count = documents.reduce((sum, { tree }) => sum + targetsOf(tree).length, 0);
  console.log(`links: ${count - web} to files, ${web} to the web`);
  assert.ok(count - web > 20);
});
