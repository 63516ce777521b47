// Sends a form once it is good, and says what became of it.

import { bindForm } from 'ficha/form';

export function sendOnSubmit(form, schema, send) {
  const status = document.createElement('div');
  status.className = 'status';
  status.setAttribute('role', 'status');
  form.append(status);

  const bound = bindForm(form, schema, {
    async onSubmit(record) {
      status.replaceChildren();
      const answer = await send(record);
      bound.applyServerIssues(answer.issues, answer.message);
      say(answer.message, answer.ok ? 'good' : 'bad');
      for (const { message } of answer.warnings) say(message, 'warning');
    },
  });

  function say(textContent, className) {
    status.append(Object.assign(document.createElement('p'), { textContent, className }));
  }

  return { ...bound, say };
}
