import type { CheckOptions, Code, Form, GoodResult, Issue } from './index.js';

/** The data that a good form sends beside its record. */
export interface SubmitDetails {
  /** The warnings about the record. */
  readonly warnings: readonly Issue[];
  /** The button that was pressed. */
  readonly submitter: HTMLElement | null;
  /** The data of controls that the schema does not know, such as a consent checkbox or the token of a captcha. */
  readonly others: FormData;
}

export interface FormOptions<Output> extends CheckOptions {
  /** Receives the normalised record of a good form. With this option, the browser submits nothing by itself. */
  readonly onSubmit?: (value: Output, details: SubmitDetails) => unknown;
  /** The heading above the list of issues. */
  readonly heading?: string;
  /** The element for the list of issues. By default a new element is added at the start of the form. */
  readonly summary?: HTMLElement;
  /** Shown if WebAssembly is not available; the form then submits to its own `action`, and the server checks it. */
  readonly unchecked?: string;
  /** Names of the schema that this form uses for something else. Names that the schema lacks are ignored anyway. */
  readonly ignore?: readonly string[];
}

/** An issue of a form: from the rules, or from a constraint that the page itself sets on a control. */
export interface FormIssue extends Omit<Issue, 'code'> {
  readonly code: Code | 'page.constraint';
}

/** The result for a bad form: all its issues, at least one. */
export interface BadForm {
  readonly ok: false;
  readonly issues: readonly FormIssue[];
  /** The warnings about the fields that are good. */
  readonly warnings: readonly Issue[];
}

export interface BoundForm<Output> {
  /** Checks everything and shows the issues. */
  check(): GoodResult<Output> | BadForm;
  /**
   * Shows the issues of the server; each message stays until its control changes. A heading is shown even without
   * issues, for example when the server cannot be reached.
   */
  applyServerIssues(issues: readonly Pick<Issue, 'path' | 'message'>[], heading?: string): void;
  /** Gives controls their attributes. Call it after a script added controls or filled them in. */
  refresh(): void;
  /** Undoes every change to the page. */
  unbind(): void;
}

/**
 * Binds a plain form: a field is checked when the user leaves it and while the user corrects it, everything on submit.
 * Controls are found by their `name`, items of a list by `direcciones[0].direccion` or `direcciones[0][direccion]`. An
 * optional control that the user did not touch is left out; one that the user emptied is sent as `null`. A single
 * checkbox for `incluye_igv` sends 0 if it is not checked.
 *
 * The constraints that the page itself sets on a control (`required`, `pattern`, `setCustomValidity`) apply beside the
 * rules, with the code `page.constraint`. The browser checks controls that the schema does not know; a name that looks
 * misspelt causes a `console.warn`.
 */
export function bindForm<Input, Output>(
  form: HTMLFormElement,
  schema: Form<Input, Output>,
  options?: FormOptions<Output>,
): BoundForm<Output>;
