// Parses all documents for readers into trees of Markdown.

import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { visit } from 'unist-util-visit';

export const root = fileURLToPath(new URL('../../', import.meta.url));

const markdownIn = (folder) =>
  readdirSync(new URL(`../../${folder}`, import.meta.url))
    .filter((name) => name.endsWith('.md'))
    .map((name) => folder + name);

/** The documents, each with its path from the top of the project. */
export const documents = [
  ...markdownIn(''),
  ...markdownIn('docs/'),
  'crates/validation/data/README.md',
  'crates/wasm/npm/README.md',
].map((path) => ({ path, tree: fromMarkdown(readFileSync(new URL(`../../${path}`, import.meta.url))) }));

/** A comment before a block whose commands need a Cloudflare account. */
const ACCOUNT = '<!-- needs an account -->';

/** The blocks of code, each with its place. */
export const blocks = documents.flatMap(({ path, tree }) => {
  const found = [];
  visit(tree, 'code', ({ lang, value, position }, index, parent) => {
    const before = parent.children[index - 1];
    found.push({
      at: `${path}:${position.start.line}`,
      path,
      language: lang,
      text: value,
      needsAccount: before?.type === 'html' && before.value === ACCOUNT,
      /** The block of code before this one in the document. */
      last: found.at(-1),
    });
  });
  return found;
});
