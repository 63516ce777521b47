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
  /** For an issue of a cell: what the cell turned out to be, such as a landline. */
  readonly cause?: { readonly code: string; readonly message: string };
}

/** A cell of a checked record, as a file of results has it. */
export interface ResultCell {
  /** The value in its normal form if it is good, else the text as written. */
  readonly text: string;
  /** True for a number to compute with, which no program shows otherwise than it is written. */
  readonly isNumber: boolean;
  /** What is wrong with it; its path is empty. */
  readonly issue?: Issue;
  /** What is doubtful, or what the refused cell turned out to be. */
  readonly warning?: Issue;
  /** The text as written, if a repair made the value of it. */
  readonly before?: string;
}

/** A checked record of a table: a cell for each column, in their order. */
export interface ResultRow {
  /** The line that the record begins on, from 1. */
  readonly line: number;
  readonly ok: boolean;
  readonly cells: readonly ResultCell[];
  /** What is wrong with the record as a whole, and with fields that have no column. */
  readonly issues: readonly Issue[];
}

/** A change that a spreadsheet or a person made to a cell, and that can be undone. */
export type Repair =
  | 'formula'
  | 'apostrophe'
  | 'nothing'
  | 'decimal'
  | 'thousands'
  | 'exponent'
  | 'zeros'
  | 'date'
  | 'date_order'
  | 'word'
  | 'phone'
  | 'email';

export interface LinesOptions<Output = Record<string, unknown>> extends CheckOptions {
  /**
   * The default is `ndjson`. A `csv` is a table of text: its encoding, separator and header are found. A `sheet` is the
   * text of a sheet from `ficha/workbook`: lines are counted by its rows.
   */
  readonly format?: 'ndjson' | 'csv' | 'sheet';
  /** For a CSV: the field of each column by its heading, or a list with the field of each column; `null` skips one. */
  readonly columns?: Readonly<Record<string, string | null>> | readonly (string | null)[];
  /** For a CSV: the value of words, by field: `{ tipo_cliente: { EIRL: 'Jurídico' } }`; `null` is an empty cell. */
  readonly values?: Readonly<Record<string, Readonly<Record<string, string | number | null>>>>;
  /** For a table: texts of cells that take the place of the written ones. Columns count from 0. */
  readonly edits?: readonly { readonly line: number; readonly column: number; readonly text: string }[];
  /** For a CSV: the line of the header. */
  readonly header?: number;
  /** For a CSV: the sign between cells. */
  readonly separator?: string;
  /** For a CSV: its encoding. `macintosh` cannot be found, only chosen. */
  readonly encoding?: 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252' | 'cp850' | 'macintosh';
  /** For a CSV: the order of dates such as `3/4/1985`; the default is `dmy`. */
  readonly dates?: 'dmy' | 'mdy';
  /** For a CSV: required fields without a column are not required, and are left out of values. */
  readonly partial?: boolean;
  /** For a CSV: the repairs to apply; `true` for all. A warning says what was repaired. Without it they are offered. */
  readonly repair?: boolean | readonly Repair[];
  /** Warns of a record with the id, document, email or phone of an earlier one. Keeps a number for each value. */
  readonly repeated?: boolean;
  /** Called for every issue of a bad record. */
  readonly onIssue?: (issue: LineIssue) => void;
  /** Called for every record, good or bad. */
  readonly onRecord?: (record: LineRecord<Output>) => void;
  /** For a table: called for every record with its cells, as a file of results has them. */
  readonly onRow?: (row: ResultRow) => void;
  readonly onWarning?: (warning: LineIssue) => void;
  /** Called after every chunk with the numbers of bytes and records read so far. */
  readonly onProgress?: (progress: { readonly bytes: number; readonly records: number }) => void;
}

/** What was found in the cells of a field. */
export interface Found {
  readonly field: string;
  /** The repair; `null` for values that cannot be repaired, and for labels and marks, which the rules drop. */
  readonly repair: Repair | null;
  readonly code: string;
  readonly message: string;
  /** True if the value was changed. */
  readonly applied: boolean;
  /** The number of cells. */
  readonly count: number;
  /** The first cells; `after` is the repaired value, empty for an empty cell. */
  readonly examples: readonly { readonly line: number; readonly before: string; readonly after: string | null }[];
}

/** How a table was read. */
export interface TableSummary {
  readonly encoding: string;
  /** `null` for a table of one column. */
  readonly separator: string | null;
  /** The line of the header; 0 for an empty table. */
  readonly header: number;
  /** The columns; `field` is `null` for one that is not used. */
  readonly columns: readonly { readonly heading: string; readonly field: string | null }[];
  readonly found: readonly Found[];
}

export interface LinesSummary {
  readonly records: number;
  readonly good: number;
  readonly bad: number;
  /** The number of line ends in the file, up to the end of what was read. */
  readonly lines: number;
  /** For a CSV: how the table was read. */
  readonly table?: TableSummary;
}

/**
 * Finds what a file is from its first bytes, whatever its name says: a format of `checkLines`, a workbook for
 * `ficha/workbook`, or an issue that says what else it is and what to do.
 */
export function formatOf(
  begin: Uint8Array,
  options?: CheckOptions,
): { readonly format: 'csv' | 'ndjson' | 'workbook' } | { readonly issue: Issue };

/** A part of a file. It can be sent to a worker, whose `checkLines` reads it. */
export interface FilePart {
  /** The text of the part. */
  readonly blob: Blob;
  /** The number of its first line in the file. */
  readonly line: number;
  /** The place of its first record in the file, in bytes. */
  readonly start: number;
  /** The beginning of the file, from which its layout is found. */
  readonly head: Blob;
  /** The encoding of a CSV; `undefined` for one of ASCII. */
  readonly encoding: LinesOptions['encoding'];
}

/**
 * Cuts a file into parts that end where records end, so that several workers can read it, each with `checkLines` and
 * the same options. The parts have the records of the file, with the same lines and places. A file in UTF-16 is one part.
 * @param options Those of `checkLines`, and `size`: the number of bytes that a part has at least; the default is 4 MiB.
 */
export function partsOf<Input, Output>(
  form: Form<Input, Output> | typeof clientePublico,
  blob: Blob,
  options?: LinesOptions<Output> & { readonly size?: number },
): AsyncGenerator<FilePart, void>;

/**
 * Checks many records, in bounded memory. An issue of a record that cannot be read has an empty path.
 * @param source Text, bytes, or chunks of them, such as the body of a `Response` or a stream of Node; or parts of a file.
 */
export function checkLines<Input, Output>(
  form: Form<Input, Output> | typeof clientePublico,
  source:
    | string
    | Uint8Array
    | Blob
    | FilePart
    | readonly FilePart[]
    | ReadableStream<Uint8Array>
    | AsyncIterable<Uint8Array | string>
    | Iterable<Uint8Array | string>,
  options?: LinesOptions<Output>,
): Promise<LinesSummary>;
