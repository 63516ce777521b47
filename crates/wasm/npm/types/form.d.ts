import type { Checked, CheckOptions, Form, Issue } from './index.js';

export interface FormOptions<Output> extends CheckOptions {
  /** Takes the normalised record of a form that is good; the browser then submits nothing by itself. */
  readonly onSubmit?: (
    value: Output,
    details: { readonly warnings: readonly Issue[]; readonly submitter: HTMLElement | null },
  ) => unknown;
  /** What stands above the list of what is wrong. */
  readonly heading?: string;
  /** Where that list goes; without it, before everything else in the form. */
  readonly summary?: HTMLElement;
  /** Names of controls that are none of the form's business, such as a token. */
  readonly ignore?: readonly string[];
}

export interface BoundForm<Output> {
  /** Checks everything and shows what is wrong. */
  check(): Checked<Output>;
  /** Shows what the server says is wrong; each message stays until its control changes. */
  applyServerIssues(issues: readonly Issue[], heading?: string): void;
  /** To be called when controls were added or filled in by a script: gives them their attributes. */
  refresh(): void;
  /** Takes everything back. */
  unbind(): void;
}

/**
 * Binds a plain form: a field is checked when it is left and while it is being mended, everything on submit.
 * Controls are found by their `name`, items of a list as `direcciones[0].direccion`. An optional control that
 * nobody touched is left out; one that was emptied is sent as `null`. A single checkbox for `incluye_igv` says 0
 * where it is not checked.
 */
export function bindForm<Input, Output>(
  form: HTMLFormElement,
  schema: Form<Input, Output>,
  options?: FormOptions<Output>,
): BoundForm<Output>;
