import { html } from './html.js';
import { Icon } from './icons.js';
import { integer } from './format.js';
import { openTokens } from './tokens.js';

export { Icon } from './icons.js';
export { Dialog, Drawer } from './dialog.js';
export { toast, Toasts } from './toast.js';
export { MarketPicker } from './picker.js';
export { Ago } from './time.js';

/**
 * A titled part of a view.
 *
 * @param {{title: string, count?: number|string, note?: any, actions?: any, id?: string, class?: string, children: any}} props
 *     `note`: beside the title; `actions`: controls at the right
 */
export function Panel({ title, count, note, actions, id, class: extra = '', children }) {
    const heading = 'h-' + (id ?? title.toLowerCase().replace(/\W+/g, '-'));
    return html`
        <section class=${'panel ' + extra} id=${id} aria-labelledby=${heading}>
            <header class="panel-head">
                <h2 id=${heading}>${title}</h2>
                ${count !== undefined && count !== null && html`<span class="count num">${typeof count === 'number' ? integer(count) : count}</span>`}
                ${note && html`<span class="panel-note">${note}</span>`}
                ${actions && html`<div class="panel-actions">${actions}</div>`}
            </header>
            <div class="panel-body">${children}</div>
        </section>`;
}

const MARKS = { ok: 'check', warn: 'warn', bad: 'bad', info: 'info', off: 'pause' };

/**
 * A state as a word with a colour and, unless `plain`, an icon: never by colour alone.
 *
 * @param {{kind: 'ok'|'warn'|'bad'|'info'|'off', plain?: boolean, title?: string, children: any}} props
 */
export function Badge({ kind, plain = false, title, children }) {
    return html`<span class=${'badge ' + kind} title=${title}>${!plain && html`<${Icon} name=${MARKS[kind]} />`}${children}</span>`;
}

/**
 * A state in a list: a dot and a word where all is well, a badge where it is not, so that only what matters stands out.
 *
 * @param {{kind: 'ok'|'warn'|'bad'|'info'|'off', title?: string, children: any}} props
 */
export function State({ kind, title, children }) {
    return kind === 'ok'
        ? html`<span class="state" title=${title}><span class="dot ok" aria-hidden="true"></span>${children}</span>`
        : html`<${Badge} kind=${kind} title=${title}>${children}</${Badge}>`;
}

/** One number with its name; a link if it leads to its detail. */
export function Stat({ label, value, unit, kind = '', href, title }) {
    const body = html`
        <span class="stat-label">${label}</span>
        <span class=${'stat-value num ' + kind}>${value}${unit && html`<span class="unit"> ${unit}</span>`}</span>`;
    return href ? html`<a class="stat" href=${href} title=${title}>${body}</a>` : html`<div class="stat" title=${title}>${body}</div>`;
}

/** A small horizontal bar: `part` of `whole`, coloured by `kind`. Decoration: the number stands beside it. */
export function Bar({ part, whole, kind = 'ok' }) {
    const share = whole > 0 && part !== null ? Math.max(0, Math.min(1, part / whole)) : 0;
    return html`<span class=${'bar ' + kind} aria-hidden="true"><span style=${{ width: share * 100 + '%' }}></span></span>`;
}

/** Lines in place of content that is loading, as high as the content will be. */
export function Skeleton({ lines = 3, label = 'Loading' }) {
    return html`
        <div class="skeleton" role="status" aria-label=${label}>
            ${Array.from({ length: lines }, (_, i) => html`<span key=${i} style=${{ width: 92 - (i * 17) % 40 + '%' }}></span>`)}
        </div>`;
}

/** What is shown where there is nothing, and why that is so. */
export function Empty({ title, children }) {
    return html`<div class="empty"><p class="empty-title">${title}</p>${children && html`<p>${children}</p>`}</div>`;
}

/** A failed request, with its detail and a way to try again, or to enter the token that it lacks. */
export function ErrorBox({ error, retry, title }) {
    return html`
        <div class="error" role="alert">
            <${Icon} name="bad" />
            <div>
                <p class="error-title">${title ?? error.title ?? 'Error'}</p>
                <p>${error.detail || error.message}${error.parameter ? ` (parameter ${error.parameter})` : ''}</p>
            </div>
            ${error.status === 401
        ? html`<button type="button" class="button" onClick=${openTokens}><${Icon} name="key" />Enter a token</button>`
        : retry && html`<button type="button" class="button" onClick=${retry}><${Icon} name="retry" />Try again</button>`}
        </div>`;
}

/**
 * A row of tabs; ← and → move between them.
 *
 * @param {{label: string, tabs: {key: string, label: any, count?: number}[], selected: string, onSelect: (key: string) => void, children?: any}} props
 */
export function Tabs({ label, tabs, selected, onSelect, children }) {
    const onKeyDown = event => {
        const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
        if (!step) {
            return;
        }
        event.preventDefault();
        const next = tabs[(tabs.findIndex(tab => tab.key === selected) + step + tabs.length) % tabs.length];
        onSelect(next.key);
        event.currentTarget.querySelector(`[data-tab="${next.key}"]`)?.focus();
    };
    return html`
        <div class="tabs">
            <div class="tab-list" role="tablist" aria-label=${label} onKeyDown=${onKeyDown}>
                ${tabs.map(tab => html`
                    <button key=${tab.key} type="button" role="tab" class="tab" data-tab=${tab.key} aria-selected=${tab.key === selected}
                        tabindex=${tab.key === selected ? 0 : -1} onClick=${() => onSelect(tab.key)}>
                        ${tab.label}${tab.count !== undefined && html`<span class="count num">${integer(tab.count)}</span>`}
                    </button>`)}
            </div>
            ${children && html`<div role="tabpanel" class="tab-panel" aria-label=${tabs.find(tab => tab.key === selected)?.label}>${children}</div>`}
        </div>`;
}

/**
 * A group of buttons of which one is chosen, for short lists such as timeframes.
 *
 * @param {{label: string, options: {key: string, label: any, title?: string}[], selected: string, onSelect: (key: string) => void}} props
 */
export function Segmented({ label, options, selected, onSelect }) {
    return html`
        <div class="segmented" role="group" aria-label=${label}>
            ${options.map(option => html`
                <button key=${option.key} type="button" aria-pressed=${option.key === selected} title=${option.title}
                    onClick=${() => onSelect(option.key)}>${option.label}</button>`)}
        </div>`;
}
