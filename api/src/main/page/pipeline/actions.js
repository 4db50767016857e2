import { useState } from 'preact/hooks';
import { html } from '../lib/html.js';
import { createStore, useStore } from '../lib/store.js';
import { request } from '../lib/http.js';
import { refreshPipeline } from '../lib/feed.js';
import { operatorName, useOperatorRefusal } from '../lib/tokens.js';
import { Dialog, ErrorBox, Icon, toast } from '../lib/ui.js';

const ACTIONS = {
    run: {
        icon: 'play', label: 'Run now', title: target => `Run ${target} now`,
        effect: target => `The task ${target} runs once, beside its schedule. Its requests count against the budgets as usual.`,
    },
    pause: {
        icon: 'pause', label: 'Pause', title: target => `Pause ${target}`,
        effect: target => `No request is sent to ${target} until it is resumed. Hours that close meanwhile are missing until then and are fetched afterwards.`,
    },
    resume: {
        icon: 'play', label: 'Resume', title: target => `Resume ${target}`,
        effect: target => `Requests to ${target} continue, first for the newest hours, then for what was missed.`,
    },
    restart_connector: {
        icon: 'retry', label: 'Restart', title: target => `Restart ${target}`,
        effect: target => `The connector ${target} and its tasks start again from their committed offsets. Rows that are written twice stay the same.`,
    },
    retry_dead_letters: {
        icon: 'retry', label: 'Retry', title: target => `Retry dead letters of ${target}`,
        effect: target => `Every dead letter of ${target} that can be processed is published again to the topic that it came from.`,
    },
};

const PAUSES = [['', 'until it is resumed'], ['1', 'for 1 hour'], ['4', 'for 4 hours'], ['24', 'for 24 hours']];

/** The number of actions that this page requested: lists of actions load again when it changes. */
export const requested = createStore(0);

const open = createStore(null);

/**
 * A button for an operator's action. Without an operator token it is shown with the reason why it does nothing.
 *
 * @param {{action: keyof typeof ACTIONS, target: string, small?: boolean}} props
 */
export function ActionButton({ action, target, small = true }) {
    const refusal = useOperatorRefusal();
    const { icon, label, title } = ACTIONS[action];
    const onClick = event => {
        event.stopPropagation();
        if (refusal) {
            toast(refusal, 'info');
        } else {
            open.set({ action, target });
        }
    };
    return html`
        <button type="button" class=${'button' + (small ? ' small quiet' : '')} aria-disabled=${refusal ? 'true' : undefined} title=${refusal ?? title(target)}
            aria-label=${`${label}: ${target}${refusal ? '. ' + refusal : ''}`} onClick=${onClick}><${Icon} name=${icon} />${label}</button>`;
}

/** The dialog that confirms an action and shows its result; once per view. */
export function ActionDialog() {
    const shown = useStore(open);
    return shown && html`<${Confirm} key=${shown.action + shown.target} ...${shown} onClose=${() => open.set(null)} />`;
}

function Confirm({ action, target, onClose }) {
    const { title, effect, label } = ACTIONS[action];
    const [by, setBy] = useState(operatorName.get());
    const [reason, setReason] = useState('');
    const [hours, setHours] = useState('');
    const [state, setState] = useState({ step: 'confirm' });

    const submit = async event => {
        event.preventDefault();
        setState({ step: 'sending' });
        operatorName.set(by.trim());
        try {
            const until = hours ? new Date(Date.now() + hours * 3_600_000).toISOString() : undefined;
            const body = { action, target, by: by.trim(), reason: reason.trim() || undefined, until, confirm: true };
            const result = await request('operator/actions', { method: 'POST', body, timeout: 60_000 });
            setState({ step: 'done', result });
            toast(`${title(target)}: ${result?.result ?? 'accepted'}`);
            requested.set(n => n + 1);
            refreshPipeline();
        } catch (error) {
            setState({ step: 'failed', error });
        }
    };

    if (state.step === 'done') {
        return html`
            <${Dialog} title=${title(target)} onClose=${onClose} actions=${html`<button type="button" class="button primary" autofocus onClick=${onClose}>Close</button>`}>
                <p class="result"><${Icon} name="check" /><span>${state.result?.result ?? 'Accepted.'}</span></p>
                <p class="muted">Recorded under ${by}.</p>
            </${Dialog}>`;
    }
    const actions = html`
        <button type="button" class="button" onClick=${onClose}>Cancel</button>
        <button type="submit" form="confirm" class="button primary" disabled=${state.step === 'sending'}>${state.step === 'sending' ? 'Sending…' : label}</button>`;
    return html`
        <${Dialog} title=${title(target)} onClose=${onClose} actions=${actions}>
            <form id="confirm" class="form" onSubmit=${submit}>
                <p>${effect(target)}</p>
                ${action === 'pause' && html`<label>How long
                    <select value=${hours} onChange=${event => setHours(event.target.value)}>${PAUSES.map(([value, text]) => html`<option key=${value} value=${value}>${text}</option>`)}</select>
                </label>`}
                <label>Your name
                    <input type="text" required maxlength="80" autocomplete="name" autofocus=${!by} value=${by} onInput=${event => setBy(event.target.value)} />
                </label>
                <label>Reason
                    <input type="text" maxlength="200" autofocus=${Boolean(by)} value=${reason} onInput=${event => setReason(event.target.value)} />
                    <span class="hint">Optional. Recorded with your name and the time.</span>
                </label>
                ${state.step === 'failed' && html`<${ErrorBox} error=${state.error} />`}
            </form>
        </${Dialog}>`;
}
