// Binds a plain form to the rules: a field is checked when it is left, an error vanishes while it is being
// mended, everything is checked on submit, and what the server refuses lands on its fields.

/** What the rules take for a field that was sent more than once. */
const TWICE = Symbol.for('ficha.twice');

/** Stands for what a browser holds back: a date without its year, or 31 February. No rule accepts it. */
const UNREADABLE = '?';

/** `direcciones[0].direccion`; anything else is a name that no form has. */
const NAME = /^[^.[\]]+(?:\.[^.[\]]+|\[\d+\])*$/;
const STEP = /([^.[\]]+)|\[(\d+)\]/g;

/** ['direcciones', 0, 'direccion'] is direcciones[0].direccion. */
const nameOf = (path) =>
  path.map((step, at) => (typeof step === 'number' ? `[${step}]` : at > 0 ? `.${step}` : step)).join('');

const isChoice = ({ type }) => type === 'checkbox' || type === 'radio';
const isInput = ({ tagName, type }) =>
  /^(INPUT|SELECT|TEXTAREA)$|-/.test(tagName) && !/^(submit|button|reset|image|file)$/.test(type);

const made = (tag, className, textContent) => Object.assign(document.createElement(tag), { className, textContent });
const texts = (values) => values.filter((value) => typeof value === 'string');

let ids = 0;

/** An id that nothing has. */
function newId(root) {
  let id;
  do id = `ficha-${++ids}`;
  while (root.getElementById(id));
  return id;
}

/**
 * Does something as soon as no pointer is down. Pressing a button leaves a field; were its error to
 * appear at once, the button would move away from under the pointer and the click be lost.
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

/** What the schema says of a path, and whether every step to it is required. */
function ruleOf(schema, path) {
  let inside = schema;
  let isRequired = true;
  for (const step of path) {
    if (typeof step === 'string') isRequired &&= Boolean(inside?.required?.includes(step));
    const { properties = {}, items } = inside ?? {};
    inside = typeof step === 'number' ? items : Object.hasOwn(properties, step) ? properties[step] : undefined;
  }
  return { rule: inside, isRequired };
}

export function bindForm(form, schema, options = {}) {
  const { onSubmit, locale, heading = 'Corrige estos datos:', ignore = [] } = options;
  const listening = new AbortController();
  const { signal } = listening;
  const pointer = pointerWatch(signal);
  // A control may have the name of anything a form has, and then stands in its place.
  const the = (method, ...values) => HTMLFormElement.prototype[method].apply(form, values);
  const elementsOf = Object.getOwnPropertyDescriptor(HTMLFormElement.prototype, 'elements').get;
  const root = the('getRootNode');
  /** What to take back in the end. */
  const undo = [];

  function setAttribute(element, name, value) {
    if (element.hasAttribute(name)) return;
    element.setAttribute(name, value);
    undo.push(() => element.removeAttribute(name));
  }

  setAttribute(form, 'novalidate', '');
  const summary = options.summary ?? made('div', 'form-summary', '');
  setAttribute(summary, 'tabindex', '-1');
  if (!options.summary) {
    the('prepend', summary);
    undo.push(() => summary.remove());
  }

  /** The controls that count, by name, and those that only the browser looks at. */
  function controls() {
    const byName = new Map();
    const others = [];
    for (const control of elementsOf.call(form)) {
      const { name } = control;
      if (!name || !isInput(control) || ignore.includes(name)) others.push(control);
      else if (!control.matches(':disabled')) byName.set(name, [...(byName.get(name) ?? []), control]);
    }
    return { byName, others };
  }

  /** What the controls of a name send when nobody touches them, by their markup. */
  function untouched(name, [...group]) {
    const blank = document.createElement('form');
    blank.append(...group.map((control) => control.cloneNode(true)));
    HTMLFormElement.prototype.reset.call(blank);
    return texts(new FormData(blank).getAll(name))[0] ?? '';
  }

  /** By control: what it sent when it was bound, and what it sends untouched. */
  const beginnings = new WeakMap();

  function remember() {
    const sent = new FormData(form);
    for (const [name, group] of controls().byName) {
      if (beginnings.has(group[0])) continue;
      beginnings.set(group[0], [texts(sent.getAll(name))[0] ?? '', untouched(name, group)]);
    }
  }

  /**
   * The record in the form, and which controls every path of it came from. What is optional and was not touched
   * is left out, so that nothing is erased; what was emptied is null.
   */
  function read() {
    remember();
    const sent = new FormData(form);
    const record = Object.create(null);
    const places = new Map();
    /** The items of a list by the index in their names, which may have gaps. */
    const indices = new Map();
    for (const [name, group] of controls().byName) {
      const path = [];
      let inside = record;
      let isClash = false;
      for (const [, step, index] of NAME.test(name) ? name.matchAll(STEP) : [[name, name]]) {
        const last = path.at(-1);
        if (last !== undefined) {
          inside[last] ??= index === undefined ? Object.create(null) : [];
          isClash ||= typeof inside[last] !== 'object' || Array.isArray(inside[last]) === (index === undefined);
          if (isClash) break;
          inside = inside[last];
        }
        if (index === undefined) {
          path.push(step);
        } else {
          const item = `${nameOf(path)}[${index}]`;
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
      // A box for a number that may be 0 says 0 where it is not checked.
      const isBox = group.length === 1 && group[0].type === 'checkbox' && values.length === 0;
      if (isBox && ruleOf(schema.jsonSchema.output, path).rule?.minimum === 0) value = '0';
      const [bound, blank] = beginnings.get(group[0]);
      if (values.length > 1) inside[last] = TWICE;
      else if (ruleOf(schema.jsonSchema.input, path).isRequired) inside[last] = value;
      else if (value !== bound || value !== blank) inside[last] = value === '' ? null : value;
    }
    return { record, places };
  }

  /** What was said of a control from outside, and of which value: it stays until the value changes. */
  const verdicts = new WeakMap();
  const stateOf = (group) => group.map((control) => (isChoice(control) ? control.checked : control.value)).join();

  /** The places of messages by their first control: those of the page, and those made here. */
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

  /** Puts a message beside the controls of a name, or takes it away. */
  function show(group, message = '') {
    const [first] = group;
    if (!message && !messages.has(first)) return;
    const { place, isOurs } = placeOf(first);
    place.textContent = message;
    // Inside of a label it would become part of the name.
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
      control.setCustomValidity?.(message);
    }
  }

  /** Takes away what was said of controls, also of some that count no more. */
  function clear() {
    for (const group of [...shown]) show(group);
    summary.replaceChildren();
    summary.removeAttribute('role');
  }

  /** Checks the controls of one name. */
  function checkOne(name) {
    if (signal.aborted) return;
    const { record, places } = read();
    const { issues = [] } = schema.check(record, { locale });
    for (const [path, group] of places) {
      if (group[0].name !== name) continue;
      const verdict = verdicts.get(group[0]);
      const old = verdict?.value === stateOf(group) ? verdict.message : '';
      show(group, issues.find((issue) => nameOf(issue.path) === path)?.message ?? old);
    }
  }

  /** Puts every issue on its control, and all of them with links on top. */
  function showAll(issues, places, title) {
    clear();
    for (const [path, group] of places) {
      show(group, issues.find((issue) => nameOf(issue.path) === path)?.message);
    }
    if (issues.length === 0) return;
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
          control.focus();
        });
        item.append(link);
      } else {
        item.textContent = name ? `${name}: ${message}` : message;
      }
      list.append(item);
    }
    summary.setAttribute('role', 'alert');
    summary.append(made('p', '', title), list);
    summary.focus();
  }

  /** The words of a label, without those of the control inside of it; of a radio button, those of its group. */
  function labelOf(control) {
    const legend = control.type === 'radio' && control.closest('fieldset')?.querySelector('legend');
    const named = legend || control.labels?.[0];
    const words = [...(named?.childNodes ?? [])].filter((node) => !node.matches?.('input, select, textarea'));
    const label = words.map((node) => node.textContent.trim()).join(' ');
    return label.trim() || control.getAttribute('aria-label') || '';
  }

  /** Checks everything and shows what is wrong. */
  function check() {
    const { record, places } = read();
    const checked = schema.check(record, { locale });
    showAll(checked.issues ?? [], places, heading);
    return checked;
  }

  /** Shows what the server says is wrong; each message stays until its control changes. */
  function applyServerIssues(issues, title = heading) {
    const { places } = read();
    showAll(issues, places, title);
    for (const { path, message } of issues) {
      const group = places.get(nameOf(path));
      if (group) verdicts.set(group[0], { value: stateOf(group), message });
    }
  }

  /** Gives every control the attributes of its field that it does not have. */
  function refresh() {
    for (const [name, group] of controls().byName) {
      const field = name.split('.').at(-1);
      const attributes = Object.hasOwn(schema.attributes, field) ? schema.attributes[field] : {};
      for (const control of group) {
        for (const [attribute, value] of Object.entries(attributes)) {
          // A type may not read the value that is there.
          const isType = attribute === 'type' && (control.tagName !== 'INPUT' || control.value !== '');
          if (!isType) setAttribute(control, attribute, value === true ? '' : value);
        }
      }
    }
    remember();
  }

  const on = (event, listener) => the('addEventListener', event, listener, { signal });
  // A control of the form may lie outside of it.
  const onControl = (event, listener) =>
    root.addEventListener(
      event,
      ({ target }) => {
        if (target.form === form && target.name && isInput(target)) listener(target);
      },
      { signal },
    );
  onControl('focusout', (control) => pointer.whenUp(() => control.isConnected && checkOne(control.name)));
  onControl('input', (control) => {
    if (control.getAttribute('aria-invalid') === 'true') checkOne(control.name);
  });
  on('reset', (event) => {
    pointer.forget();
    // The controls have their values only after the event.
    setTimeout(() => event.defaultPrevented || clear());
  });
  on('submit', async (event) => {
    if (event.submitter?.formNoValidate) return;
    let checked;
    try {
      // A second click while the first is on its way would send the same again.
      if (the('getAttribute', 'aria-busy') === 'true') return event.preventDefault();
      checked = check();
      // What the rules do not look at, the browser does.
      const other = controls().others.find((control) => control.checkValidity?.() === false);
      if (!checked.ok || other || onSubmit) event.preventDefault();
      if (other) return other.reportValidity();
    } catch (error) {
      // Nothing that was not checked leaves.
      event.preventDefault();
      throw error;
    }
    if (!checked.ok || !onSubmit) return;
    the('setAttribute', 'aria-busy', 'true');
    try {
      await onSubmit(checked.value, { warnings: checked.warnings, submitter: event.submitter });
    } finally {
      the('removeAttribute', 'aria-busy');
    }
  });

  refresh();
  return {
    check,
    applyServerIssues,
    refresh,
    /** Takes everything back. */
    unbind() {
      listening.abort();
      clear();
      for (const act of undo.splice(0)) act();
    },
  };
}
