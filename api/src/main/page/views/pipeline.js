import { html } from '../lib/html.js';

/** What flows now, and where not. */
export default function Pipeline() {
    return html`<div class="view"><h1>Pipeline</h1></div>`;
}
