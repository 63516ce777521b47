import './language.js';
