import { html } from '../lib/html.js';
import { useStore } from '../lib/store.js';
import { operatorToken } from '../lib/http.js';
import { useQuery } from '../lib/query.js';
import { openTokens, useOperatorRefusal } from '../lib/tokens.js';
import { Ago, Empty, ErrorBox, Panel, Skeleton, State } from '../lib/ui.js';
import { words } from '../lib/format.js';
import { requested } from './actions.js';
import { kindOf } from './states.js';

const SHOWN = 20;

/** What operators did, newest first, from the log of runs. */
export function History() {
    const refusal = useOperatorRefusal();
    const token = useStore(operatorToken);
    return html`
        <${Panel} id="actions" title="Operators' actions" class="flush">
            ${refusal
        ? html`<${Empty} title="Actions are disabled">
                ${refusal}. ${!token && html`<button type="button" class="link-button" onClick=${openTokens}>Tokens</button>`}
            </${Empty}>`
        : html`<${List} />`}
        </${Panel}>`;
}

function List() {
    const turn = useStore(requested);
    const { data, error, reload } = useQuery('operator/actions', { limit: SHOWN }, { interval: 30_000, turn });
    if (error && !data) {
        return html`<${ErrorBox} error=${error} retry=${reload} />`;
    }
    if (!data) {
        return html`<${Skeleton} lines=${3} />`;
    }
    if (data.actions.length === 0) {
        return html`<${Empty} title="No action so far">Every action is recorded with who requested it and when.</${Empty}>`;
    }
    return html`
        <ul class="lines">
            ${data.actions.map(action => html`
                <li key=${action.id}><div class="line">
                    <span class="grow ellipsis" title=${action.detail}><b>${words(action.process.replace('operator.', ''))}</b> <span class="muted">${action.detail}</span></span>
                    <span class="muted num"><${Ago} time=${action.finished_at ?? action.started_at} /></span>
                    <${State} kind=${kindOf(action.outcome)}>${words(action.outcome)}</${State}>
                </div></li>`)}
        </ul>`;
}
