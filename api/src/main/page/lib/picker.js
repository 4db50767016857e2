import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { html } from './html.js';
import { Icon } from './icons.js';
import { request } from './http.js';
import { compact, price } from './format.js';

const MOST = 30;
const PAUSE_MS = 120;
const NO_ANSWER = { text: null, rows: [] };

/**
 * A combobox that finds a market by any part of its name: ↑ ↓ move, Enter picks, Escape closes.
 *
 * @param {{value?: string, onPick: (market: string, row: object) => void, label?: string, placeholder?: string, hotkey?: boolean}} props
 *     `value`: the market that is shown, `exchange:asset`; `hotkey`: `/` anywhere on the page moves the focus here
 */
export function MarketPicker({ value = '', onPick, label = 'Market', placeholder = 'Find a market', hotkey = false }) {
    const [text, setText] = useState(null);
    const [answer, setAnswer] = useState(NO_ANSWER);
    const [state, setState] = useState('closed');
    const [active, setActive] = useState(0);
    const id = useId();
    const input = useRef(null);
    const list = useRef(null);
    /** Enter was pressed before the answer to the text arrived: its first market is meant. */
    const isAwaited = useRef(false);
    const open = state !== 'closed';
    const { rows } = answer;

    const close = () => {
        isAwaited.current = false;
        setText(null);
        setState('closed');
        setAnswer(NO_ANSWER);
    };
    const pick = row => {
        close();
        input.current.blur();
        onPick(row.market, row);
    };

    useEffect(() => {
        if (text === null) {
            return undefined;
        }
        const abort = new AbortController();
        const timer = setTimeout(async () => {
            try {
                const found = await request('markets', { query: { q: text, sort: 'rank', limit: MOST, tracked: true }, signal: abort.signal });
                if (isAwaited.current && found.markets.length > 0) {
                    pick(found.markets[0]);
                    return;
                }
                setAnswer({ text, rows: found.markets });
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

    const onKeyDown = event => {
        isAwaited.current = false;
        if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
            event.preventDefault();
            if (!open) {
                setText('');
            } else if (rows.length > 0) {
                setActive((active + (event.key === 'ArrowDown' ? 1 : rows.length - 1)) % rows.length);
            }
        } else if (event.key === 'Enter' && text !== null) {
            event.preventDefault();
            if (text !== answer.text) {
                isAwaited.current = true;
            } else if (rows[active]) {
                pick(rows[active]);
            }
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
