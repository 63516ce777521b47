// Reads the constraints that a page itself sets on its controls, beside the rules.

/** Flags that are no constraint of the page: the rules refuse unreadable input; `complaintOf` handles custom errors. */
const OTHERS = ['valid', 'badInput', 'customError'];

/**
 * Returns the browser's message for a control that breaks a constraint of the page itself; empty if it breaks none.
 * @param {boolean} isRequiredByUs True if `bindForm` made it `required`; the rules then have the better message.
 * @param {string | undefined} said The custom error that `bindForm` set on it.
 */
export function complaintOf(control, isRequiredByUs, said) {
  const { validity } = control;
  if (!validity || validity.valid) return '';
  const { customError } = validity;
  if (customError && control.validationMessage !== said) return control.validationMessage;
  let isBroken = false;
  for (const flag in validity)
    isBroken ||= validity[flag] && !OTHERS.includes(flag) && !(flag === 'valueMissing' && isRequiredByUs);
  if (!isBroken) return '';
  if (customError) control.setCustomValidity('');
  const message = control.validationMessage;
  if (customError) control.setCustomValidity(said);
  return message;
}

/** Opens every closed `<details>` around an element. */
export function reveal(element) {
  const next = (at) => at.closest('details:not([open])');
  for (let at = next(element); at; at = next(at)) at.open = true;
}
