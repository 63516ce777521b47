import type { CheckOptions, Form, Issue } from './index.js';

/** A whole public client as files have it: the id and every field that a client must have. For `checkLines` only. */
export const clientePublico: {
  readonly name: 'clientePublico';
  readonly fields: readonly string[];
  /** The fields that a record must have. */
  readonly required: readonly string[];
};

/** A record of a stream with what it came to. */
export type LineRecord<Output = Record<string, unknown>> = {
  /** The line that it begins on, from 1. */
  readonly line: number;
  /** The byte that it begins with, and the one behind the end of its line. */
  readonly start: number;
  readonly end: number;
  readonly warnings: readonly Issue[];
} & ({ readonly ok: true; readonly value: Output } | { readonly ok: false; readonly issues: readonly Issue[] });

/** What is wrong with a record of a stream, or odd about it. */
export interface LineIssue extends Issue {
  /** The line that the record begins on, from 1. */
  readonly line: number;
}

export interface LinesOptions<Output = Record<string, unknown>> extends CheckOptions {
  /** `ndjson` without it. A CSV begins with the names of its columns; `,` `;` or tab separates them. */
  readonly format?: 'ndjson' | 'csv';
  /** Of a CSV: the field of each column, instead of the names in the header; `null` passes over a column. */
  readonly columns?: readonly (string | null)[];
  /** Of a CSV: required fields that no column has are not asked for, and are left out of values. */
  readonly partial?: boolean;
  /** Of a CSV: what a spreadsheet did (lost zeros, dates, decimals) is undone where it can be told; a warning says so. */
  readonly mended?: boolean;
  /** Called for every record, good or bad. */
  readonly onRecord?: (record: LineRecord<Output>) => void;
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
  form: Form<Input, Output> | typeof clientePublico,
  source:
    | string
    | Uint8Array
    | Blob
    | ReadableStream<Uint8Array>
    | AsyncIterable<Uint8Array | string>
    | Iterable<Uint8Array | string>,
  onIssue?: ((issue: LineIssue) => void) | null,
  options?: LinesOptions<Output>,
): Promise<Summary>;
