// What a page demands of its controls by itself, beside the rules.

/** What a browser cannot read is the rules' business, and a custom error is looked at by itself. */
const OTHERS = ['valid', 'badInput', 'customError'];

/**
 * What the browser says of a control that breaks a constraint of the page's own; empty for none.
 * @param {boolean} isRequiredByUs Whether `bindForm` made it `required`, which the rules say better.
 * @param {string | undefined} said What `bindForm` made its custom error.
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

/** Opens what an element is folded away in. */
export function reveal(element) {
  const next = (at) => at.closest('details:not([open])');
  for (let at = next(element); at; at = next(at)) at.open = true;
}
