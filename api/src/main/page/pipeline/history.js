import { html } from '../lib/html.js';
import { useStore } from '../lib/store.js';
import { useQuery } from '../lib/query.js';
import { useOperatorRefusal } from '../lib/tokens.js';
import { Ago, Empty, ErrorBox, Panel, Skeleton, State } from '../lib/ui.js';
import { words } from '../lib/format.js';
import { requested } from './actions.js';
import { kindOf } from './states.js';

const SHOWN = 20;

/** What operators did, newest first, as it is recorded. */
export function History() {
    const refusal = useOperatorRefusal();
    const turn = useStore(requested);
    const { data, error, reload } = useQuery('operator/actions', { limit: SHOWN }, { interval: 30_000, turn });
    return html`
        <${Panel} id="actions" title="Operators' actions" note=${refusal} class="flush">
            ${error && !data && html`<${ErrorBox} error=${error} retry=${reload} />`}
            ${!data && !error && html`<${Skeleton} lines=${2} />`}
            ${data?.actions.length === 0 && html`<${Empty} title="No action so far">Every action is recorded with who requested it, when and why.</${Empty}>`}
            ${data?.actions.length > 0 && html`<ul class="lines">${data.actions.map(action => html`<${Action} key=${action.id ?? action.started_at + action.process} action=${action} />`)}</ul>`}
        </${Panel}>`;
}

function Action({ action }) {
    const { target, by, reason, result } = action;
    return html`
        <li><div class="line">
            <span class="grow ellipsis" title=${[result, reason].filter(Boolean).join(' · ')}>
                <b>${words(action.action)}</b> ${target} <span class="muted">by ${by ?? 'an unknown operator'}${reason ? `: ${reason}` : ''}</span>
            </span>
            <span class="muted num"><${Ago} time=${action.started_at} /></span>
            <${State} kind=${kindOf(action.outcome)} title=${result}>${words(action.outcome)}</${State}>
        </div></li>`;
}
