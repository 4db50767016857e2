import { useEffect, useRef } from 'preact/hooks';
import { html } from './html.js';
import { createStore, useStore } from './store.js';
import { Icon } from './icons.js';

const SHOWN_MS = 8_000;
const MOST = 3;
const toasts = createStore([]);
let next = 1;

/**
 * Shows a short message at the lower edge, for eight seconds; failures stay until they are closed.
 *
 * @param {string} text
 * @param {'ok'|'bad'|'info'} [kind]
 */
export function toast(text, kind = 'ok') {
    const id = next++;
    toasts.set(now => [...now, { id, text, kind }].slice(-MOST));
    if (kind !== 'bad') {
        setTimeout(() => dismiss(id), SHOWN_MS);
    }
}

function dismiss(id) {
    toasts.set(now => now.filter(one => one.id !== id));
}

/** The place of the messages; once per page. */
export function Toasts() {
    const shown = useStore(toasts);
    const element = useRef(null);
    useEffect(() => {
        // shown again, so that it is above a dialog that was opened meanwhile
        element.current.hidePopover();
        if (shown.length > 0) {
            element.current.showPopover();
        }
    }, [shown]);
    return html`
        <div class="toasts" role="status" aria-live="polite" popover="manual" ref=${element}>
            ${shown.map(one => html`
                <div key=${one.id} class=${'toast ' + one.kind}>
                    <${Icon} name=${{ ok: 'check', bad: 'bad', info: 'info' }[one.kind]} />
                    <span>${one.text}</span>
                    <button type="button" class="icon-button" aria-label="Dismiss" onClick=${() => dismiss(one.id)}><${Icon} name="close" /></button>
                </div>`)}
        </div>`;
}
