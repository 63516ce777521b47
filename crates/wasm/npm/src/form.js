// Binds a plain form to the rules. A field is checked when the user leaves it; its error disappears while the user
// corrects it; everything is checked on submit; the server's issues are shown at their fields. The page itself handles
// controls that the schema does not know.

import { complaintOf, reveal } from './constraints.js';
import { nameOf, ruleOf, slipOf, stepsOf } from './names-of-controls.js';

/** The value that tells the rules that a field was sent more than once. */
const TWICE = Symbol.for('ficha.twice');

/** The code of the error if WebAssembly is not available. */
const UNAVAILABLE = 'wasm.unavailable';

/** The code of an issue from a constraint of the page itself. */
const OF_PAGE = 'page.constraint';

/** Stands for input that a browser does not give: a date without its year, or 31 February. No rule accepts it. */
const UNREADABLE = '?';

const isChoice = ({ type }) => type === 'checkbox' || type === 'radio';
const isInput = ({ tagName, type }) =>
  /^(INPUT|SELECT|TEXTAREA)$|-/.test(tagName) && !/^(submit|button|reset|image|file)$/.test(type);

const made = (tag, className, textContent) => Object.assign(document.createElement(tag), { className, textContent });
const texts = (values) => values.filter((value) => typeof value === 'string');

let ids = 0;

/** Makes an id that no element has. */
function newId(root) {
  let id;
  do id = `ficha-${++ids}`;
  while (root.getElementById(id));
  return id;
}

/**
 * Runs actions when no pointer is down. Pressing a button leaves a field: if the field's error appeared at once, the
 * button would move away from the pointer and the click would be lost.
 */
function pointerWatch(signal) {
  let isDown = false;
  let waiting = [];
  const up = () => {
    isDown = false;
    setTimeout(() => {
      for (const act of waiting.splice(0)) act();
    });
  };
  addEventListener('pointerdown', () => (isDown = true), { capture: true, signal });
  addEventListener('pointerup', up, { capture: true, signal });
  addEventListener('pointercancel', up, { capture: true, signal });
  return {
    whenUp: (act) => (isDown ? waiting.push(act) : act()),
    forget: () => {
      waiting = [];
    },
  };
}

export function bindForm(form, schema, options = {}) {
  const { onSubmit, sentences, heading = 'Corrige estos datos:', ignore = [] } = options;
  const { unchecked = 'Aquí no se pueden revisar los datos; se hará al enviarlos.' } = options;
  const { input, output } = schema.jsonSchema;
  const listening = new AbortController();
  const { signal } = listening;
  const pointer = pointerWatch(signal);
  // A control with the name of a form's method or property hides it, so these are taken from the prototype.
  const the = (method, ...values) => HTMLFormElement.prototype[method].apply(form, values);
  const elementsOf = Object.getOwnPropertyDescriptor(HTMLFormElement.prototype, 'elements').get;
  const root = the('getRootNode');
  /** The functions that undo the changes to the page. */
  const undo = [];

  /** By element, the attributes that this function set. */
  const given = new WeakMap();
  const isOurs = (element, name) => Boolean(given.get(element)?.has(name));

  function setAttribute(element, name, value) {
    const own = (method, ...values) => Element.prototype[method].apply(element, values);
    if (own('hasAttribute', name)) return;
    own('setAttribute', name, value);
    given.set(element, new Set(given.get(element)).add(name));
    undo.push(() => {
      own('removeAttribute', name);
      given.get(element).delete(name);
    });
  }

  /** Sets the type of a control, unless the type would change its value. */
  function setType(control, type) {
    const { value } = control;
    setAttribute(control, 'type', type);
    if (!isOurs(control, 'type') || control.value === value) return;
    control.removeAttribute('type');
    given.get(control).delete('type');
    control.value = value;
  }

  /** Turns an email input into a text input, because browsers silently turn the domain of an email into punycode. */
  function keepEmail(control) {
    if (control.type !== 'email') return;
    control.setAttribute('type', 'text');
    undo.push(() => control.setAttribute('type', 'email'));
  }

  setAttribute(form, 'novalidate', '');
  const summary = options.summary ?? made('div', 'form-summary', '');
  setAttribute(summary, 'tabindex', '-1');
  if (!options.summary) {
    the('prepend', summary);
    undo.push(() => summary.remove());
  }

  const isKnown = (name) => {
    const steps = stepsOf(name);
    return steps.length > 0 && ruleOf(input, steps).rule !== undefined && !ignore.includes(name);
  };

  /** Returns the controls that make up the record, by name, and the others, which only the browser checks. */
  function controls() {
    const byName = new Map();
    const others = [];
    for (const control of elementsOf.call(form)) {
      const { name } = control;
      if (!name || !isInput(control) || !isKnown(name)) others.push(control);
      else if (!control.matches(':disabled')) byName.set(name, [...(byName.get(name) ?? []), control]);
    }
    return { byName, others };
  }

  /** Returns the value that the markup makes the controls of a name send if the user does not touch them. */
  function untouched(name, [...group]) {
    const blank = document.createElement('form');
    blank.append(...group.map((control) => control.cloneNode(true)));
    HTMLFormElement.prototype.reset.call(blank);
    return texts(new FormData(blank).getAll(name))[0] ?? '';
  }

  /** By control, the value that it sent when it was bound and the value that it sends untouched. */
  const beginnings = new WeakMap();

  function remember() {
    const sent = new FormData(form);
    for (const [name, group] of controls().byName) {
      if (beginnings.has(group[0])) continue;
      beginnings.set(group[0], [texts(sent.getAll(name))[0] ?? '', untouched(name, group)]);
    }
  }

  /**
   * Reads the record from the form, and the controls of each of its paths. An optional control that the user did not
   * touch is left out, so that nothing is erased; one that the user emptied is null.
   */
  function read() {
    remember();
    const sent = new FormData(form);
    const record = Object.create(null);
    const places = new Map();
    /** By the name of a list item, the item's index in the record; the indexes in names may have gaps. */
    const indices = new Map();
    for (const [name, group] of controls().byName) {
      const path = [];
      let inside = record;
      let isClash = false;
      for (const step of stepsOf(name)) {
        const isIndex = typeof step === 'number';
        const last = path.at(-1);
        if (last !== undefined) {
          inside[last] ??= isIndex ? [] : Object.create(null);
          isClash ||= typeof inside[last] !== 'object' || Array.isArray(inside[last]) !== isIndex;
          if (isClash) break;
          inside = inside[last];
        }
        if (!isIndex) {
          path.push(step);
        } else {
          const item = `${nameOf(path)}[${step}]`;
          if (!indices.has(item)) indices.set(item, inside.length);
          path.push(indices.get(item));
          inside[path.at(-1)] ??= Object.create(null);
        }
      }
      const last = path.at(-1);
      if (isClash || places.has(nameOf(path))) {
        inside[last] = TWICE;
        continue;
      }
      places.set(nameOf(path), group);
      const values = texts(sent.getAll(name));
      const isUnreadable = group.some(({ validity }) => validity?.badInput);
      let value = isUnreadable ? UNREADABLE : (values[0] ?? '');
      // A checkbox for a number that may be 0 sends 0 if it is not checked.
      const isBox = group.length === 1 && group[0].type === 'checkbox' && values.length === 0;
      if (isBox && ruleOf(output, path).rule?.minimum === 0) value = '0';
      const [bound, blank] = beginnings.get(group[0]);
      if (values.length > 1) inside[last] = TWICE;
      else if (ruleOf(input, path).isRequired) inside[last] = value;
      else if (value !== bound || value !== blank) inside[last] = value === '' ? null : value;
    }
    return { record, places };
  }

  /** By control, a message of the server and the value it is about: it stays until the value changes. */
  let verdicts = new WeakMap();
  const stateOf = (group) => group.map((control) => (isChoice(control) ? control.checked : control.value)).join();

  /** By the first control of a name, the element of its message: one of the page, or one made here. */
  const messages = new WeakMap();
  const shown = new Set();

  function placeOf(control) {
    const known = messages.get(control);
    if (known) return known;
    const id = `${control.id}-error`;
    const isAlone = control.id && root.querySelectorAll(`[id="${CSS.escape(control.id)}"]`).length === 1;
    const theirs = isAlone ? root.getElementById(id) : null;
    const place = theirs ?? made('p', 'form-error', '');
    if (!theirs) place.id = newId(root);
    const message = { place, isOurs: !theirs };
    messages.set(control, message);
    return message;
  }

  /** By control, the custom error that this function set. */
  const said = new WeakMap();

  function setCustomValidity(control, message) {
    if (message) said.set(control, message);
    // A custom error that the page itself set stays.
    else if (!said.has(control) || ![said.get(control), ''].includes(control.validationMessage)) return;
    else said.delete(control);
    control.setCustomValidity?.(message);
  }

  /** Returns the message of a page's own constraint that the controls of a name break. */
  const complaint = (group) =>
    group.map((one) => complaintOf(one, isOurs(one, 'required'), said.get(one))).find(Boolean);

  /** Shows a message beside the controls of a name, or removes it. */
  function show(group, message = '', isOfPage = false) {
    const [first] = group;
    if (!message && !messages.has(first)) return;
    const { place, isOurs } = placeOf(first);
    place.textContent = message;
    // Inside a label the message would become part of the control's name.
    if (isOurs && message && !place.isConnected) (first.closest('label') ?? first).before(place);
    if (isOurs && !message) place.remove();
    if (message) shown.add(group);
    else shown.delete(group);
    for (const control of group) {
      const others = (control.getAttribute('aria-describedby') ?? '')
        .split(/\s+/)
        .filter((id) => id && id !== place.id);
      const described = message ? [...others, place.id] : others;
      if (described.length > 0) control.setAttribute('aria-describedby', described.join(' '));
      else control.removeAttribute('aria-describedby');
      if (message) control.setAttribute('aria-invalid', 'true');
      else control.removeAttribute('aria-invalid');
      setCustomValidity(control, isOfPage ? '' : message);
    }
  }

  /** Removes all messages, also those of controls that are no longer part of the record. */
  function clear() {
    for (const group of [...shown]) show(group);
    summary.replaceChildren();
    summary.removeAttribute('role');
  }

  /** Checks a record with the rules, and its controls with the page's own constraints. */
  function judge(record, places) {
    const checked = schema.check(record, { sentences });
    const issues = [...(checked.issues ?? [])];
    for (const [path, group] of places) {
      if (issues.some((issue) => nameOf(issue.path) === path)) continue;
      const message = complaint(group);
      if (message) issues.push({ path: [path], code: OF_PAGE, params: {}, message });
    }
    return issues.length > 0 ? { ok: false, issues, warnings: checked.warnings } : checked;
  }

  /** Checks the controls of one name. */
  function checkOne(name) {
    if (signal.aborted) return;
    const { record, places } = read();
    const { issues = [] } = judge(record, places);
    for (const [path, group] of places) {
      if (group[0].name !== name) continue;
      const verdict = verdicts.get(group[0]);
      const old = verdict?.value === stateOf(group) ? verdict.message : '';
      const issue = issues.find((issue) => nameOf(issue.path) === path);
      show(group, issue?.message ?? old, issue?.code === OF_PAGE);
    }
  }

  /** Shows every issue at its control, and lists all of them with links in the summary. */
  function showAll(issues, places, title) {
    clear();
    for (const [path, group] of places) {
      const issue = issues.find((issue) => nameOf(issue.path) === path);
      show(group, issue?.message, issue?.code === OF_PAGE);
      if (issue) group.forEach(reveal);
    }
    if (issues.length === 0 && !title) return;
    const list = made('ul', '', '');
    for (const { path, message } of issues) {
      const name = nameOf(path);
      const [control] = places.get(name) ?? [];
      const item = made('li', '', '');
      if (control) {
        if (!control.id) setAttribute(control, 'id', newId(root));
        const link = made('a', '', `${labelOf(control) || name}: ${message}`);
        link.href = `#${encodeURIComponent(control.id)}`;
        link.addEventListener('click', (event) => {
          event.preventDefault();
          reveal(control);
          control.focus();
        });
        item.append(link);
      } else {
        item.textContent = name ? `${name}: ${message}` : message;
      }
      list.append(item);
    }
    summary.setAttribute('role', 'alert');
    summary.append(made('p', '', title), ...(issues.length > 0 ? [list] : []));
    summary.focus();
  }

  /** Returns the text of a control's label without the control inside it; for a radio button, its group's legend. */
  function labelOf(control) {
    const legend = control.type === 'radio' && control.closest('fieldset')?.querySelector('legend');
    const named = legend || control.labels?.[0];
    const words = [...(named?.childNodes ?? [])].filter((node) => !node.matches?.('input, select, textarea'));
    const label = words.map((node) => node.textContent.trim()).join(' ');
    return label.trim() || control.getAttribute('aria-label') || '';
  }

  /** Checks everything and shows the issues. */
  function check() {
    const { record, places } = read();
    const checked = judge(record, places);
    showAll(checked.issues ?? [], places, checked.ok ? '' : heading);
    return checked;
  }

  /** Shows the issues of the server; each message stays until its control changes. */
  function applyServerIssues(issues, title = issues.length > 0 ? heading : '') {
    const { places } = read();
    showAll(issues, places, title);
    for (const { path, message } of issues) {
      const group = places.get(nameOf(path));
      if (group) verdicts.set(group[0], { value: stateOf(group), message });
    }
  }

  /** Gives every control the attributes of its field that it lacks. */
  function refresh() {
    for (const [name, group] of controls().byName) {
      const field = stepsOf(name).at(-1);
      const { type, ...attributes } = Object.hasOwn(schema.attributes, field) ? schema.attributes[field] : {};
      for (const control of group) {
        if (type && control.tagName === 'INPUT') setType(control, type);
        if (attributes.inputmode === 'email') keepEmail(control);
        for (const [attribute, value] of Object.entries(attributes))
          setAttribute(control, attribute, value === true ? '' : value);
      }
    }
    try {
      warn();
    } catch (error) {
      if (error?.code !== UNAVAILABLE) throw error;
    }
    remember();
  }

  const warned = new Set(ignore);

  /** Warns the developer about names that are probably misspelt. */
  function warn() {
    for (const control of controls().others) {
      const { name } = control;
      if (!name || !isInput(control) || warned.has(name)) continue;
      warned.add(name);
      const meant = slipOf(name, schema);
      if (meant) console.warn(`bindForm: ${schema.name} has no field "${name}"; is it "${meant}"?`);
    }
  }

  /** Returns the data beside the record: that of controls that the schema does not know, and of the button. */
  function othersOf(submitter) {
    const others = new FormData(form);
    for (const name of controls().byName.keys()) others.delete(name);
    if (submitter?.name) others.append(submitter.name, submitter.value);
    return others;
  }

  /** Unbinds the form and shows a notice: without WebAssembly only the browser and the server check it. */
  function giveUp(error) {
    if (error?.code !== UNAVAILABLE) throw error;
    unbind();
    if (!summary.isConnected) the('prepend', summary);
    summary.setAttribute('role', 'status');
    summary.textContent = unchecked;
    the('addEventListener', 'submit', holdBack);
  }

  const on = (event, listener) => the('addEventListener', event, listener, { signal });
  // A control of the form may lie outside the form element.
  const onControl = (event, listener) =>
    root.addEventListener(
      event,
      ({ target }) => {
        if (target.form === form && target.name && isInput(target)) listener(target);
      },
      { signal },
    );
  function checkControl(control) {
    try {
      if (control.isConnected) checkOne(control.name);
    } catch (error) {
      giveUp(error);
    }
  }
  onControl('focusout', (control) => pointer.whenUp(() => checkControl(control)));
  onControl('input', (control) => {
    if (control.getAttribute('aria-invalid') === 'true') checkControl(control);
  });
  on('reset', (event) => {
    pointer.forget();
    verdicts = new WeakMap();
    // The controls get their reset values only after the event.
    setTimeout(() => event.defaultPrevented || clear());
  });
  on('submit', async (event) => {
    if (event.submitter?.formNoValidate) return;
    // A second click while `onSubmit` runs would send the same record again.
    if (the('getAttribute', 'aria-busy') === 'true') return event.preventDefault();
    let checked;
    try {
      checked = check();
    } catch (error) {
      // A form that was not checked is not sent, unless there is no WebAssembly to check it.
      if (error?.code !== UNAVAILABLE) event.preventDefault();
      giveUp(error);
      return holdBack(event);
    }
    // The browser checks the controls that the rules do not check.
    const other = controls().others.find((control) => control.checkValidity?.() === false);
    if (!checked.ok || other || onSubmit) event.preventDefault();
    if (other) {
      reveal(other);
      return other.reportValidity();
    }
    if (!checked.ok || !onSubmit) return;
    the('setAttribute', 'aria-busy', 'true');
    try {
      const { submitter } = event;
      await onSubmit(checked.value, { warnings: checked.warnings, submitter, others: othersOf(submitter) });
    } finally {
      the('removeAttribute', 'aria-busy');
    }
  });

  /** Stops the submit of an unchecked form that has no `action`, or that breaks a constraint of the page itself. */
  function holdBack(event) {
    const hasAction = the('hasAttribute', 'action') || event.submitter?.hasAttribute('formaction');
    if (!hasAction || !the('reportValidity')) event.preventDefault();
  }

  /** Undoes every change to the page. */
  function unbind() {
    listening.abort();
    clear();
    for (const act of undo.splice(0)) act();
  }

  refresh();
  return { check, applyServerIssues, refresh, unbind };
}
