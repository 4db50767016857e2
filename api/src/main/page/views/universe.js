import { html } from '../lib/html.js';

/** What is tracked and why. */
export default function Universe() {
    return html`<div class="view"><h1>Universe</h1></div>`;
}
