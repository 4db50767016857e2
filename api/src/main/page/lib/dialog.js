import { useEffect, useId, useRef } from 'preact/hooks';
import { html } from './html.js';
import { Icon } from './icons.js';

/**
 * A modal dialog: keeps the focus inside, closes with Escape, gives the focus back.
 *
 * @param {{title: string, onClose: () => void, children: any, actions?: any, class?: string}} props
 *     `actions`: the buttons at the end
 */
export function Dialog({ title, onClose, children, actions, class: kind = 'dialog' }) {
    const element = useRef(null);
    const id = useId();
    const closing = useRef(onClose);
    closing.current = onClose;

    useEffect(() => {
        const dialog = element.current;
        const before = document.activeElement;
        dialog.showModal();
        const onCancel = event => {
            event.preventDefault();
            closing.current();
        };
        const onBackdrop = event => event.target === dialog && closing.current();
        dialog.addEventListener('cancel', onCancel);
        dialog.addEventListener('mousedown', onBackdrop);
        return () => {
            dialog.removeEventListener('cancel', onCancel);
            dialog.removeEventListener('mousedown', onBackdrop);
            dialog.close();
            if (before instanceof HTMLElement && before.isConnected) {
                before.focus();
            }
        };
    }, []);

    return html`
        <dialog class=${kind} ref=${element} aria-labelledby=${id}>
            <div class="dialog-box">
                <header class="dialog-head">
                    <h2 id=${id}>${title}</h2>
                    <button type="button" class="icon-button" aria-label="Close" onClick=${onClose}><${Icon} name="close" /></button>
                </header>
                <div class="dialog-body">${children}</div>
                ${actions && html`<footer class="dialog-actions">${actions}</footer>`}
            </div>
        </dialog>`;
}

/** A modal dialog at the right edge, for details. */
export function Drawer(props) {
    return html`<${Dialog} ...${props} class="drawer" />`;
}
