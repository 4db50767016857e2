import { html } from '../lib/html.js';
import { Empty, Panel, State } from '../lib/ui.js';
import { words } from '../lib/format.js';
import { kindOf } from './states.js';

/** The processes and servers, each with its state and where it is. */
export function Parts({ parts }) {
    return html`
        <${Panel} id="parts" title="Parts" count=${parts.length} class="flush">
            ${parts.length === 0 && html`<${Empty} title="No part has reported yet" />`}
            <ul class="lines">
                ${parts.map(part => html`
                    <li key=${part.part}><div class="line">
                        <b class="part-name">${part.part}</b>
                        <span class=${'grow ellipsis ' + (kindOf(part.state) === 'ok' ? 'muted' : kindOf(part.state) + '-text')} title=${part.detail}>${part.detail}</span>
                        <${State} kind=${kindOf(part.state)}>${words(part.state)}</${State}>
                    </div></li>`)}
            </ul>
        </${Panel}>`;
}
