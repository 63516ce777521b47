import type { ResultRow } from './lines.js';

/** What is wrong with a workbook that cannot be read, or with a report that cannot be written; its message is Spanish. */
export class WorkbookError extends Error {
  readonly code: 'file.password' | 'file.too_large' | 'file.damaged' | 'file.no_sheet';
}

/** An open workbook. */
export interface Workbook {
  /** The sheets of cells, in their order. */
  readonly sheets: readonly { readonly name: string; readonly isHidden: boolean }[];
  /**
   * The text of a sheet in pieces, for `checkLines` with the format `sheet`; without a name, of the first one that is
   * not hidden.
   */
  text(sheet?: string): string[];
  /** Frees its memory. */
  close(): void;
}

/**
 * Opens a workbook: xlsx, xlsm, xlsb, xls or ods. Rejects with a `WorkbookError` for one that cannot be read.
 *
 * ```js
 * const book = await openWorkbook(file);
 * await checkLines(updateCliente, book.text(), { format: 'sheet' });
 * ```
 */
export function openWorkbook(source: Blob | Uint8Array): Promise<Workbook>;

/** A workbook of checked records. */
export interface Report {
  /** Adds a record, as `onRow` of `checkLines` gives it. */
  add(row: ResultRow): void;
  /** The bytes of the workbook: a sheet of all records, wrong cells coloured with the reason as a note, and a list of errors. */
  finish(): Uint8Array;
}

/** Starts a report with a sheet of this name and these headings. */
export function createReport(
  sheet: string,
  headings: readonly string[],
  options?: { readonly language?: 'es' | 'en' },
): Promise<Report>;

/** A column of a template. */
export interface TemplateColumn {
  readonly heading: string;
  /** A note of the heading. */
  readonly hint?: string;
  /** The words that its cells can have: at most 255 characters together. */
  readonly choices?: readonly string[];
}

/** Writes an empty workbook to be filled in, with text columns, so that zeros stay; its bytes. */
export function createTemplate(sheet: string, columns: readonly TemplateColumn[]): Promise<Uint8Array>;
