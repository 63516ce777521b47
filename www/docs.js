// Shows the OpenAPI document in a viewer that contacts no other server.

import SwaggerUI from 'swagger-ui-dist/swagger-ui-es-bundle.js';
import 'swagger-ui-dist/swagger-ui.css';
import { t } from './language.js';

const api = document.getElementById('api');

/** Adds the names and the keyboard access that the viewer lacks. */
function mend() {
  for (const body of api.querySelectorAll('.body-param__text:not([aria-label])')) {
    body.setAttribute('aria-label', t('Contenido que se envía', 'What is sent'));
  }
  for (const example of api.querySelectorAll('pre:not([tabindex])')) example.tabIndex = 0;
}

/** Requests can be sent only on the machine that runs the system: elsewhere the examples name real customers. */
const isLocal = ['127.0.0.1', 'localhost', '[::1]'].includes(location.hostname);
document.getElementById('probar').hidden = !isLocal;
document.getElementById('leer').hidden = isLocal;

new MutationObserver(mend).observe(api, { childList: true, subtree: true });
SwaggerUI({
  url: 'openapi.json',
  dom_id: '#api',
  deepLinking: false,
  validatorUrl: null,
  tryItOutEnabled: isLocal,
  supportedSubmitMethods: isLocal ? undefined : [],
});
