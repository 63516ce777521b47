// The OpenAPI document in a viewer that asks nobody for anything.

import SwaggerUI from 'swagger-ui-dist/swagger-ui-es-bundle.js';
import 'swagger-ui-dist/swagger-ui.css';
import { t } from './language.js';

const api = document.getElementById('api');

/** What the viewer leaves without a name, or out of reach of the keyboard. */
function mend() {
  for (const body of api.querySelectorAll('.body-param__text:not([aria-label])')) {
    body.setAttribute('aria-label', t('Contenido que se envía', 'What is sent'));
  }
  for (const example of api.querySelectorAll('pre:not([tabindex])')) example.tabIndex = 0;
}

new MutationObserver(mend).observe(api, { childList: true, subtree: true });
SwaggerUI({ url: 'openapi.json', dom_id: '#api', deepLinking: false, validatorUrl: null, tryItOutEnabled: true });
