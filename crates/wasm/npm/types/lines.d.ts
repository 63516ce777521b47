import type { CheckOptions, Form, Issue } from './index.js';

/** A whole public client in a file: a record must have the id and every required field. For `checkLines` only. */
export const clientePublico: {
  readonly name: 'clientePublico';
  readonly fields: readonly string[];
  /** The fields that a record must have. */
  readonly required: readonly string[];
};

/** A record of a stream, with its result. */
export type LineRecord<Output = Record<string, unknown>> = {
  /** The line that the record begins on, from 1. */
  readonly line: number;
  /** The place of the record's first byte; `end` is the place after the end of its line. */
  readonly start: number;
  readonly end: number;
  readonly warnings: readonly Issue[];
} & ({ readonly ok: true; readonly value: Output } | { readonly ok: false; readonly issues: readonly Issue[] });

/** An issue of a record of a stream, or a warning about it. */
export interface LineIssue extends Issue {
  /** The line that the record begins on, from 1. */
  readonly line: number;
}

export interface LinesOptions<Output = Record<string, unknown>> extends CheckOptions {
  /** The default is `ndjson`. A CSV begins with the names of its columns; `,` `;` or tab separates them. */
  readonly format?: 'ndjson' | 'csv';
  /** For a CSV: the field of each column, instead of the names in the header; `null` skips a column. */
  readonly columns?: readonly (string | null)[];
  /** For a CSV: required fields without a column are not required, and are left out of values. */
  readonly partial?: boolean;
  /** For a CSV: repairs what a spreadsheet changed (lost zeros, dates, decimals) if it is certain, with a warning. */
  readonly mended?: boolean;
  /** Called for every issue of a bad record. */
  readonly onIssue?: (issue: LineIssue) => void;
  /** Called for every record, good or bad. */
  readonly onRecord?: (record: LineRecord<Output>) => void;
  readonly onWarning?: (warning: LineIssue) => void;
  /** Called after every chunk with the numbers of bytes and records read so far. */
  readonly onProgress?: (progress: { readonly bytes: number; readonly records: number }) => void;
}

export interface LinesSummary {
  readonly records: number;
  readonly good: number;
  readonly bad: number;
  /** The number of line ends. Add it to the line numbers of the next part. */
  readonly lines: number;
}

/**
 * Cuts a file of NDJSON into about `count` parts that end where lines end, so that several workers can read it, each
 * with `checkLines`. Each part counts its lines from 1.
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
  options?: LinesOptions<Output>,
): Promise<LinesSummary>;
