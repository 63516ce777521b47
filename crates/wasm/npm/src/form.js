// Binds a plain form to the rules: a field is checked when it is left, an error vanishes while it is being
// mended, everything is checked on submit, and what the server refuses lands on its fields.

/** What the rules take for a field that was sent more than once. */
const TWICE = Symbol.for('ficha.twice');

/** Stands for what a browser holds back: a date without its year, or 31 February. No rule accepts it. */
const UNREADABLE = '?';

/** ['direcciones', 0, 'direccion'] is direcciones[0].direccion. */
const nameOf = (path) =>
  path.map((step, at) => (typeof step === 'number' ? `[${step}]` : at > 0 ? `.${step}` : step)).join('');

const isChoice = ({ type }) => type === 'checkbox' || type === 'radio';

/** What a control held when the page came; of a box or a radio button that was not checked, nothing. */
function initialOf(control) {
  if (isChoice(control)) return control.defaultChecked ? control.value : '';
  if (!control.options) return control.defaultValue;
  const options = [...control.options];
  const first = control.multiple ? undefined : options[0];
  return (options.find((option) => option.defaultSelected) ?? first)?.value ?? '';
}

/**
 * Does something as soon as no pointer is down. Pressing a button leaves a field; were its error to
 * appear at once, the button would move away from under the pointer and the click be lost.
 */
function pointerWatch(signal) {
  let isDown = false;
  const waiting = [];
  const up = () => {
    isDown = false;
    setTimeout(() => {
      for (const act of waiting.splice(0)) act();
    });
  };
  addEventListener('pointerdown', () => (isDown = true), { capture: true, signal });
  addEventListener('pointerup', up, { capture: true, signal });
  addEventListener('pointercancel', up, { capture: true, signal });
  return (act) => (isDown ? waiting.push(act) : act());
}

let ids = 0;

const made = (tag, className, textContent) => Object.assign(document.createElement(tag), { className, textContent });

/** Whether the rules ask for the field of a path, and for every name inside of it. */
function isRequired({ input }, path) {
  let inside = input;
  for (const step of path) {
    if (typeof step === 'string' && !inside?.required?.includes(step)) return false;
    inside = typeof step === 'number' ? inside?.items : inside?.properties?.[step];
  }
  return true;
}

export function bindForm(form, schema, options = {}) {
  const { onSubmit, locale, heading = 'Corrige estos datos:', ignore = [] } = options;
  const listening = new AbortController();
  const { signal } = listening;
  const whenPointerIsUp = pointerWatch(signal);
  const hadNoValidate = form.noValidate;
  form.noValidate = true;
  const summary = options.summary ?? made('div', 'form-summary', '');
  summary.tabIndex = -1;
  if (!options.summary) form.prepend(summary);

  /** The controls that count, by name. */
  function controlsByName() {
    const named = [...form.elements].filter(({ name, type, disabled }) => {
      const isButton =
        type === 'submit' || type === 'button' || type === 'reset' || type === 'image' || type === 'file';
      return name && !isButton && !disabled && !ignore.includes(name);
    });
    return Map.groupBy(named, ({ name }) => name);
  }

  /**
   * The record in the form, and which controls every path of it came from. What is optional and was not touched
   * is left out, so that nothing is erased; what was emptied is null.
   */
  function read() {
    const sent = new FormData(form);
    const record = {};
    const places = new Map();
    /** The items of a list by the index in their names, which may have gaps. */
    const items = new Map();
    for (const [name, controls] of controlsByName()) {
      const path = [];
      let inside = record;
      for (const [, step, index] of name.matchAll(/([^.[\]]+)|\[(\d+)\]/g)) {
        const last = path.at(-1);
        if (last !== undefined) inside = inside[last] ??= index === undefined ? {} : [];
        if (index === undefined) {
          path.push(step);
        } else {
          const item = `${nameOf(path)}[${index}]`;
          if (!items.has(item)) items.set(item, inside.length);
          path.push(items.get(item));
          inside[path.at(-1)] ??= {};
        }
      }
      places.set(nameOf(path), controls);
      const values = sent.getAll(name).filter((value) => typeof value === 'string');
      const value = controls.some(({ validity }) => validity.badInput) ? UNREADABLE : (values[0] ?? '');
      const initial = controls.map(initialOf).find(Boolean) ?? '';
      if (values.length > 1) inside[path.at(-1)] = TWICE;
      else if (isRequired(schema.jsonSchema, path)) inside[path.at(-1)] = value;
      else if (value !== initial) inside[path.at(-1)] = value === '' ? null : value;
    }
    return { record, places };
  }

  /** What was said of a control from outside, and of which value: it stays until the value changes. */
  const verdicts = new WeakMap();
  const stateOf = (controls) => controls.map((control) => (isChoice(control) ? control.checked : control.value)).join();

  /** The places for messages that the page did not have. */
  const ours = new WeakSet();

  /** Puts a message beside the controls of a name, or takes it away; the page may have a place for it. */
  function show(controls, message = '') {
    const [first] = controls;
    first.id ||= `control-${++ids}`;
    const id = `${first.id}-error`;
    let place = document.getElementById(id);
    if (message && !place) {
      place = made('p', 'form-error', '');
      place.id = id;
      ours.add(place);
      // Inside of a label it would become part of the name.
      (first.closest('label') ?? first).before(place);
    }
    if (place) place.textContent = message;
    if (!message && ours.has(place)) place.remove();
    for (const control of controls) {
      const others = (control.getAttribute('aria-describedby') ?? '')
        .split(/\s+/)
        .filter((other) => other && other !== id);
      const described = message ? [...others, id] : others;
      if (described.length > 0) control.setAttribute('aria-describedby', described.join(' '));
      else control.removeAttribute('aria-describedby');
      if (message) control.setAttribute('aria-invalid', 'true');
      else control.removeAttribute('aria-invalid');
      control.setCustomValidity(message);
    }
  }

  /** Checks the controls of one name. */
  function checkOne(name) {
    const { record, places } = read();
    const { issues = [] } = schema.check(record, { locale });
    for (const [path, controls] of places) {
      if (controls[0].name !== name) continue;
      const verdict = verdicts.get(controls[0]);
      const old = verdict?.value === stateOf(controls) ? verdict.message : '';
      show(controls, issues.find((issue) => nameOf(issue.path) === path)?.message ?? old);
    }
  }

  /** Puts every issue on its control, and all of them with links on top. */
  function showAll(issues, places, title) {
    for (const [path, controls] of places) show(controls, issues.find((issue) => nameOf(issue.path) === path)?.message);
    summary.replaceChildren();
    summary.removeAttribute('role');
    if (issues.length === 0) return;
    const list = made('ul', '', '');
    for (const { path, message } of issues) {
      const name = nameOf(path);
      const [control] = places.get(name) ?? [];
      const item = made('li', '', '');
      if (control) {
        const link = made('a', '', `${labelOf(control) || name}: ${message}`);
        link.href = `#${CSS.escape(control.id)}`;
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

  /** The words of a label, without those of the control inside of it. */
  function labelOf(control) {
    const words = [...(control.labels?.[0]?.childNodes ?? [])].filter(
      (node) => !node.matches?.('input, select, textarea'),
    );
    return words
      .map((node) => node.textContent.trim())
      .join(' ')
      .trim();
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
      const controls = places.get(nameOf(path));
      if (controls) verdicts.set(controls[0], { value: stateOf(controls), message });
    }
  }

  /** Gives every control the attributes of its field that it does not have. */
  function refresh() {
    for (const [name, controls] of controlsByName()) {
      const attributes = schema.attributes[name.split('.').at(-1)] ?? {};
      for (const control of controls) {
        for (const [attribute, value] of Object.entries(attributes)) {
          const isOthers = attribute === 'type' && control.tagName !== 'INPUT';
          if (isOthers || control.hasAttribute(attribute)) continue;
          control.setAttribute(attribute, value === true ? '' : value);
        }
      }
    }
  }

  const on = (event, listener) => form.addEventListener(event, listener, { signal });
  // A control of the form may lie outside of it.
  const onControl = (event, listener) =>
    form.getRootNode().addEventListener(
      event,
      ({ target }) => {
        if (target.form === form && target.name && target.type !== 'submit') listener(target);
      },
      { signal },
    );
  onControl('focusout', (control) => whenPointerIsUp(() => control.isConnected && checkOne(control.name)));
  onControl('input', (control) => {
    if (control.getAttribute('aria-invalid')) checkOne(control.name);
  });
  on('reset', () => {
    const { places } = read();
    showAll([], places, '');
  });
  on('submit', async (event) => {
    if (event.submitter?.formNoValidate) return;
    // A second click while the first is on its way would send the same again.
    if (form.getAttribute('aria-busy') === 'true') return event.preventDefault();
    const checked = check();
    const unnamed = [...form.elements].find((control) => !control.name && !control.checkValidity());
    if (!checked.ok || unnamed || onSubmit) event.preventDefault();
    if (unnamed) return unnamed.reportValidity();
    if (!checked.ok || !onSubmit) return;
    form.setAttribute('aria-busy', 'true');
    try {
      await onSubmit(checked.value, { warnings: checked.warnings, submitter: event.submitter });
    } finally {
      form.removeAttribute('aria-busy');
    }
  });

  refresh();
  return {
    check,
    applyServerIssues,
    refresh,
    /** Takes everything back. */
    unbind() {
      const { places } = read();
      showAll([], places, '');
      if (!options.summary) summary.remove();
      form.noValidate = hadNoValidate;
      listening.abort();
    },
  };
}
