import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { html } from './html.js';
import { Icon } from './icons.js';
import { request } from './http.js';
import { compact, price } from './format.js';

const MOST = 30;
const PAUSE_MS = 120;

/**
 * A combobox that finds a market by any part of its name: ↑ ↓ move, Enter picks, Escape closes.
 *
 * @param {{value?: string, onPick: (market: string, row: object) => void, label?: string, placeholder?: string, hotkey?: boolean}} props
 *     `value`: the market that is shown, `exchange:asset`; `hotkey`: `/` anywhere on the page moves the focus here
 */
export function MarketPicker({ value = '', onPick, label = 'Market', placeholder = 'Find a market', hotkey = false }) {
    const [text, setText] = useState(null);
    const [rows, setRows] = useState([]);
    const [state, setState] = useState('closed');
    const [active, setActive] = useState(0);
    const id = useId();
    const input = useRef(null);
    const list = useRef(null);
    const open = state !== 'closed';

    useEffect(() => {
        if (text === null) {
            return undefined;
        }
        const abort = new AbortController();
        const timer = setTimeout(async () => {
            try {
                const found = await request('markets', { query: { q: text, sort: 'rank', limit: MOST, tracked: true }, signal: abort.signal });
                setRows(found.markets);
                setActive(0);
                setState(found.markets.length > 0 ? 'open' : 'none');
            } catch {
                if (!abort.signal.aborted) {
                    setState('failed');
                }
            }
        }, PAUSE_MS);
        return () => {
            clearTimeout(timer);
            abort.abort();
        };
    }, [text]);

    useEffect(() => {
        if (!hotkey) {
            return undefined;
        }
        const onKey = event => {
            const typing = event.target.closest?.('input, textarea, select, dialog, [contenteditable]');
            if (event.key === '/' && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
                event.preventDefault();
                input.current.focus();
                input.current.select();
            }
        };
        document.addEventListener('keydown', onKey);
        return () => document.removeEventListener('keydown', onKey);
    }, [hotkey]);

    useEffect(() => {
        list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
    }, [active, rows]);

    const close = () => {
        setText(null);
        setState('closed');
        setRows([]);
    };
    const pick = row => {
        close();
        input.current.blur();
        onPick(row.market, row);
    };
    const onKeyDown = event => {
        if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
            event.preventDefault();
            if (!open) {
                setText('');
            } else if (rows.length > 0) {
                setActive((active + (event.key === 'ArrowDown' ? 1 : rows.length - 1)) % rows.length);
            }
        } else if (event.key === 'Enter' && open && rows[active]) {
            event.preventDefault();
            pick(rows[active]);
        } else if (event.key === 'Escape' && open) {
            event.preventDefault();
            event.stopPropagation();
            close();
        }
    };

    return html`
        <div class="picker">
            <${Icon} name="search" />
            <input ref=${input} type="text" role="combobox" aria-label=${label} aria-expanded=${open} aria-controls=${id + '-list'}
                aria-autocomplete="list" aria-activedescendant=${open && rows[active] ? id + '-' + active : undefined}
                autocomplete="off" spellcheck="false" placeholder=${placeholder} value=${text ?? value}
                onInput=${event => setText(event.target.value)} onFocus=${event => event.target.select()}
                onClick=${() => !open && setText('')} onKeyDown=${onKeyDown} onBlur=${close} />
            ${hotkey && html`<kbd aria-hidden="true">/</kbd>`}
            <div class="picker-list" id=${id + '-list'} role="listbox" aria-label=${label} ref=${list} hidden=${!open}>
                ${rows.map((row, index) => html`
                    <div key=${row.market} id=${id + '-' + index} role="option" aria-selected=${index === active}
                        onMouseDown=${event => { event.preventDefault(); pick(row); }} onMouseMove=${() => setActive(index)}>
                        <span class="picker-asset">${row.asset}</span>
                        <span class="picker-venue">${row.exchange}${row.kind === 'spot' ? '' : ' · ' + row.kind}</span>
                        <span class="num">${price(row.close)}</span>
                        <span class="num muted">${row.rank ? '#' + compact(row.rank) : ''}</span>
                    </div>`)}
                ${state === 'none' && html`<p class="picker-note">No tracked market matches.</p>`}
                ${state === 'failed' && html`<p class="picker-note">The search failed. Type to try again.</p>`}
            </div>
        </div>`;
}
