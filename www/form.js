// Binds a plain form to the rules: a field is checked when it is left, an error vanishes while it is
// being mended, everything is checked on submit, and what the server refuses lands on its fields.

/** The name of the control of a path: ['direcciones', 0, 'direccion'] is direcciones[0].direccion. */
const nameOf = (path) =>
  path.map((step, at) => (typeof step === 'number' ? `[${step}]` : at > 0 ? `.${step}` : step)).join('');

/** The steps of a name, the other way round. */
const stepsOf = (name) =>
  name
    .split(/[.[\]]+/)
    .filter(Boolean)
    .map((step) => (/^\d+$/.test(step) ? Number(step) : step));

/** Stands for what a browser holds back: a date without its year, or 31 February. No rule accepts it. */
const UNREADABLE = '?';

/** What the control held when the page came. */
const initialValue = (control) =>
  control.options ? ([...control.options].find((option) => option.defaultSelected)?.value ?? '') : control.defaultValue;

/**
 * Does something as soon as no pointer is down. Pressing a button leaves a field; were its error to
 * appear at once, the button would move away from under the pointer and the click be lost.
 */
function afterPointer(act) {
  if (!isPointerDown) return act();
  for (const event of ['pointerup', 'pointercancel']) addEventListener(event, () => setTimeout(act), { once: true });
}

let isPointerDown = false;
const pointerIs = (isDown) => () => {
  isPointerDown = isDown;
};
addEventListener('pointerdown', pointerIs(true), true);
addEventListener('pointerup', pointerIs(false), true);
addEventListener('pointercancel', pointerIs(false), true);

export function bind(form, schema, send) {
  const summary = document.createElement('div');
  summary.className = 'summary';
  summary.tabIndex = -1;
  const status = document.createElement('div');
  status.className = 'status';
  status.setAttribute('role', 'status');
  form.prepend(summary);
  form.append(status);
  form.noValidate = true;

  const controls = () => [...form.elements].filter((control) => control.name);

  /** The record in the form. What is optional and was not touched is left out, so nothing is erased. */
  function read() {
    const record = {};
    for (const control of controls()) {
      const typed = control.validity.badInput ? UNREADABLE : control.value;
      if (!control.required && typed === initialValue(control)) continue;
      const steps = stepsOf(control.name);
      const last = steps.pop();
      let inside = record;
      steps.forEach((step, at) => {
        inside[step] ??= typeof (steps[at + 1] ?? last) === 'number' ? [] : {};
        inside = inside[step];
      });
      inside[last] = typed === '' && !control.required ? null : typed;
    }
    return record;
  }

  const issuesOf = (checked) => (checked.ok ? [] : checked.issues);

  /** Puts an issue beside a control, or takes it away. */
  function show(control, issue) {
    const id = `${control.id}-error`;
    let place = document.getElementById(id);
    const others = (control.getAttribute('aria-describedby') ?? '').split(' ').filter((other) => other && other !== id);
    if (issue) {
      if (!place) {
        place = document.createElement('p');
        place.className = 'error';
        place.id = id;
        control.before(place);
      }
      place.textContent = issue.message;
      others.push(id);
    } else {
      place?.remove();
    }
    control.toggleAttribute('aria-invalid', false);
    if (issue) control.setAttribute('aria-invalid', 'true');
    control.setCustomValidity(issue?.message ?? '');
    if (others.length > 0) control.setAttribute('aria-describedby', others.join(' '));
    else control.removeAttribute('aria-describedby');
  }

  /** What the server said of a control, and of which value: it stays until the value changes. */
  const verdicts = new WeakMap();

  function check(control) {
    const issues = issuesOf(schema.check(read()));
    const verdict = verdicts.get(control);
    const issue = issues.find((issue) => nameOf(issue.path) === control.name);
    show(control, issue ?? (verdict?.value === control.value ? verdict.issue : undefined));
  }

  /** Puts every issue on its control; those without one, and the links to the others, go on top. */
  function showAll(issues, heading) {
    for (const control of controls())
      show(
        control,
        issues.find((issue) => nameOf(issue.path) === control.name),
      );
    summary.replaceChildren();
    if (issues.length === 0) return;
    summary.setAttribute('role', 'alert');
    const title = document.createElement('p');
    title.textContent = heading;
    const list = document.createElement('ul');
    for (const issue of issues) {
      const item = document.createElement('li');
      const control = controls().find((control) => control.name === nameOf(issue.path));
      if (control) {
        const link = document.createElement('a');
        link.href = `#${CSS.escape(control.id)}`;
        link.textContent = `${control.labels[0]?.textContent ?? control.name}: ${issue.message}`;
        link.addEventListener('click', (event) => {
          event.preventDefault();
          control.focus();
        });
        item.append(link);
      } else {
        item.textContent = issue.path.length > 0 ? `${nameOf(issue.path)}: ${issue.message}` : issue.message;
      }
      list.append(item);
    }
    summary.append(title, list);
    summary.focus();
  }

  /** Gives every control the attributes its rule asks for. */
  function refresh() {
    for (const control of controls()) {
      const attributes = schema.attributes[stepsOf(control.name).at(-1)] ?? {};
      for (const [name, value] of Object.entries(attributes)) {
        if (name === 'type' && control.tagName !== 'INPUT') continue;
        control.setAttribute(name, value === true ? '' : value);
      }
    }
  }

  form.addEventListener('focusout', ({ target }) => {
    if (target.name) afterPointer(() => target.isConnected && check(target));
  });

  form.addEventListener('input', ({ target }) => {
    if (target.name && target.getAttribute('aria-invalid')) check(target);
  });

  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    // A second click while the first is on its way would send the same again.
    if (form.getAttribute('aria-busy') === 'true') return;
    status.replaceChildren();
    const checked = schema.check(read());
    showAll(issuesOf(checked), 'Corrige estos datos:');
    const unnamed = [...form.elements].find((control) => !control.name && !control.checkValidity());
    if (unnamed) return unnamed.reportValidity();
    if (!checked.ok) return;
    form.setAttribute('aria-busy', 'true');
    const answer = await send(checked.value);
    form.removeAttribute('aria-busy');
    showAll(answer.issues, answer.message);
    for (const control of controls()) {
      const issue = answer.issues.find((issue) => nameOf(issue.path) === control.name);
      if (issue) verdicts.set(control, { value: control.value, issue });
    }
    const said = document.createElement('p');
    said.textContent = answer.message;
    said.className = answer.ok ? 'good' : 'bad';
    status.append(
      said,
      ...answer.warnings.map(({ message }) =>
        Object.assign(document.createElement('p'), { textContent: message, className: 'warning' }),
      ),
    );
  });

  refresh();
  return { refresh };
}
