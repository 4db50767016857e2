import { useEffect, useRef, useState } from 'preact/hooks';
import { html } from '../../lib/html.js';
import { Icon } from '../../lib/ui.js';

/**
 * A button that opens a small panel below it; Escape, a press elsewhere, and a choice that is complete close it: one of the
 * class `menu-item`, or a form that is submitted.
 *
 * @param {{label: string, count?: number, class?: string, children: any}} props
 */
export function Menu({ label, count, class: extra = '', children }) {
    const [isOpen, setOpen] = useState(false);
    const root = useRef(null);
    const close = () => {
        setOpen(false);
        root.current.querySelector('button').focus();
    };
    useEffect(() => {
        if (!isOpen) {
            return undefined;
        }
        const onPress = event => !root.current.contains(event.target) && setOpen(false);
        const onKey = event => {
            if (event.key === 'Escape' && !event.defaultPrevented) {
                close();
            }
        };
        document.addEventListener('pointerdown', onPress);
        document.addEventListener('keydown', onKey);
        return () => {
            document.removeEventListener('pointerdown', onPress);
            document.removeEventListener('keydown', onKey);
        };
    }, [isOpen]);
    return html`
        <div class=${`menu ${extra}`} ref=${root}>
            <button type="button" class="button" aria-expanded=${isOpen} onClick=${() => setOpen(!isOpen)}>
                ${label}${count > 0 && html`<span class="count num">${count}</span>`}<${Icon} name="down" />
            </button>
            ${isOpen && html`
                <div class="menu-body" role="group" aria-label=${label} onSubmit=${close} onClick=${event => event.target.closest('.menu-item') && close()}>${children}</div>`}
        </div>`;
}

/**
 * Check boxes for the keys of a list.
 *
 * @param {{options: {key: string, label: string, title?: string, note?: string}[], chosen: string[], onChange: (keys: string[]) => void}} props
 */
export function Checks({ options, chosen, onChange }) {
    const toggle = key => onChange(chosen.includes(key) ? chosen.filter(one => one !== key) : [...chosen, key]);
    return options.map(option => html`
        <label class="menu-check" key=${option.key} title=${option.title}>
            <input type="checkbox" checked=${chosen.includes(option.key)} onChange=${() => toggle(option.key)} />
            ${option.label}${option.note && html`<span class="muted">${option.note}</span>`}
        </label>`);
}
