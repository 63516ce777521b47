import type { CheckOptions, Code, Form, Good, Issue } from './index.js';

/** What a good form sends beside its record. */
export interface SubmitDetails {
  /** What is odd about the record. */
  readonly warnings: readonly Issue[];
  /** The button that was pressed. */
  readonly submitter: HTMLElement | null;
  /** What controls that the schema does not know send, such as a box to agree with or the token of a captcha. */
  readonly others: FormData;
}

export interface FormOptions<Output> extends CheckOptions {
  /** Takes the normalised record of a form that is good; the browser then submits nothing by itself. */
  readonly onSubmit?: (value: Output, details: SubmitDetails) => unknown;
  /** What stands above the list of what is wrong. */
  readonly heading?: string;
  /** Where that list goes; without it, before everything else in the form. */
  readonly summary?: HTMLElement;
  /** What is said where WebAssembly cannot be used: the form then submits to its own `action`, for the server to check. */
  readonly unchecked?: string;
  /** Names of the schema that this form has for something else. Names it does not know are left alone anyway. */
  readonly ignore?: readonly string[];
}

/** What is wrong with a form: an issue of the rules, or what the page itself has against a control. */
export interface FormIssue extends Omit<Issue, 'code'> {
  readonly code: Code | 'page.constraint';
}

/** Everything wrong with a form: at least one issue. */
export interface BadForm {
  readonly ok: false;
  readonly issues: readonly FormIssue[];
  /** What is odd about the fields that are good. */
  readonly warnings: readonly Issue[];
}

export interface BoundForm<Output> {
  /** Checks everything and shows what is wrong. */
  check(): Good<Output> | BadForm;
  /**
   * Shows what the server says is wrong; each message stays until its control changes. A heading is shown also where
   * there is no issue, as when the server cannot be reached.
   */
  applyServerIssues(issues: readonly Pick<Issue, 'path' | 'message'>[], heading?: string): void;
  /** To be called when controls were added or filled in by a script: gives them their attributes. */
  refresh(): void;
  /** Takes everything back. */
  unbind(): void;
}

/**
 * Binds a plain form: a field is checked when it is left and while it is being mended, everything on submit.
 * Controls are found by their `name`, items of a list as `direcciones[0].direccion` or `direcciones[0][direccion]`. An
 * optional control that nobody touched is left out; one that was emptied is sent as `null`. A single checkbox for
 * `incluye_igv` says 0 where it is not checked.
 *
 * What the page demands of a control by itself (`required`, `pattern`, `setCustomValidity`) holds beside the rules, with
 * the code `page.constraint`. Controls that the schema does not know are checked by the browser; a name that looks like
 * a slip is a `console.warn`.
 */
export function bindForm<Input, Output>(
  form: HTMLFormElement,
  schema: Form<Input, Output>,
  options?: FormOptions<Output>,
): BoundForm<Output>;
