import { useState } from 'preact/hooks';
import { html } from './html.js';
import { createStore, createStoredText, useStore } from './store.js';
import { about } from './feed.js';
import { operatorToken, readToken } from './http.js';
import { Dialog } from './dialog.js';

/** Name of the operator that actions are recorded under; kept in this browser. */
export const operatorName = createStoredText(() => localStorage, 'cda.operator');

const isOpen = createStore(false);

/** Opens the dialog in which the tokens are entered. */
export function openTokens() {
    isOpen.set(true);
}

/**
 * Why operators' actions are not available, null if they are: the title of a disabled control.
 *
 * @returns {string|null}
 */
export function useOperatorRefusal() {
    const token = useStore(operatorToken);
    const info = useStore(about);
    if (info && info.operating_enabled === false) {
        return 'Actions are off: the server has no operator token configured';
    }
    return token ? null : 'Enter the operator token (key icon) to use this';
}

/** The dialog; once per page. */
export function TokenDialog() {
    return useStore(isOpen) ? html`<${Tokens} onClose=${() => isOpen.set(false)} />` : null;
}

function Tokens({ onClose }) {
    const info = useStore(about);
    const [read, setRead] = useState(readToken.get());
    const [operator, setOperator] = useState(operatorToken.get());
    const [name, setName] = useState(operatorName.get());
    const save = event => {
        event.preventDefault();
        operatorName.set(name.trim());
        operatorToken.set(operator.trim());
        readToken.set(read.trim());
        onClose();
    };
    const actions = html`
        <button type="button" class="button" onClick=${onClose}>Cancel</button>
        <button type="submit" form="tokens" class="button primary">Save</button>`;
    return html`
        <${Dialog} title="Tokens" onClose=${onClose} actions=${actions}>
            <form id="tokens" class="form" onSubmit=${save}>
                <p class="muted">Kept in this tab until it is closed, and sent only to this server.</p>
                <label>Read token
                    <input type="password" autocomplete="off" value=${read} onInput=${event => setRead(event.target.value)} />
                    <span class="hint">${info?.reading_needs_token === false ? 'Not needed: this server can be read without one.' : 'Needed if the server is configured with one.'}</span>
                </label>
                <label>Operator token
                    <input type="password" autocomplete="off" value=${operator} onInput=${event => setOperator(event.target.value)} />
                    <span class="hint">${info?.operating_enabled === false ? 'The server has none configured: actions are off.' : 'Allows to run tasks, pause venues, restart connectors and edit overrides.'}</span>
                </label>
                <label>Your name
                    <input type="text" autocomplete="name" maxlength="80" value=${name} onInput=${event => setName(event.target.value)} />
                    <span class="hint">Recorded with every action.</span>
                </label>
            </form>
        </${Dialog}>`;
}
