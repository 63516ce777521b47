import type { CheckOptions, Form, Issue } from './index.js';

/** What is wrong with a record of a stream, or odd about it. */
export interface LineIssue extends Issue {
  /** The line that the record begins on, from 1. */
  readonly line: number;
}

export interface LinesOptions extends CheckOptions {
  /** `ndjson` without it. A CSV begins with the names of its columns; `,` `;` or tab separates them. */
  readonly format?: 'ndjson' | 'csv';
  readonly onWarning?: (warning: LineIssue) => void;
  /** Called after every chunk with what was read so far. */
  readonly onProgress?: (progress: { readonly bytes: number; readonly records: number }) => void;
}

export interface Summary {
  readonly records: number;
  readonly good: number;
  readonly bad: number;
  /** How many ends of lines there were: what the lines of a next part are to be counted from. */
  readonly lines: number;
}

/**
 * Cuts a file of NDJSON into about so many parts that end where lines end, so that several workers can read it, each
 * with `checkLines`. In each part lines are counted from 1.
 */
export function splitLines(blob: Blob, count: number): Promise<Blob[]>;

/**
 * Checks many records, in bounded memory. An issue of a record that cannot be read has an empty path.
 * @param source Text, bytes, or chunks of them, such as the body of a `Response` or a stream of Node.
 */
export function checkLines<Input, Output>(
  form: Form<Input, Output>,
  source:
    | string
    | Uint8Array
    | Blob
    | ReadableStream<Uint8Array>
    | AsyncIterable<Uint8Array | string>
    | Iterable<Uint8Array | string>,
  onIssue: (issue: LineIssue) => void,
  options?: LinesOptions,
): Promise<Summary>;
