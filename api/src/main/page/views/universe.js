import { useCallback, useMemo } from 'preact/hooks';
import { html } from '../lib/html.js';
import { useAllPages } from '../lib/query.js';
import { navigate, withParams } from '../lib/router.js';
import { about } from '../lib/feed.js';
import { parseSort, sortText } from '../lib/table.js';
import { useOperatorRefusal } from '../lib/tokens.js';
import { useTyped } from '../lib/typed.js';
import { Drawer, Empty, ErrorBox, Icon, Segmented, Skeleton, toast } from '../lib/ui.js';
import { integer, minute } from '../lib/format.js';
import { MarketEditor, NewDeclaration } from '../universe/editor.js';
import { countBy, filtered, filtersOf, REASONS, searchable } from '../universe/rows.js';
import { UniverseTable } from '../universe/table.js';

const REFRESH_MS = 120_000;
const NO_ROWS = [];

/** What is tracked and why, with the operators' rows. */
export default function Universe({ url }) {
    const filters = filtersOf(url);
    const isPast = filters.at !== '';
    const now = useAllPages(isPast ? null : 'universe', 'markets', {}, { interval: REFRESH_MS });
    const then = useAllPages(isPast ? 'universe/at' : null, 'markets', { moment: isPast ? filters.at + ':00Z' : '' });
    const { rows: loaded, complete, error, reload, patch } = isPast ? then : now;
    const rows = useMemo(() => (loaded ?? NO_ROWS).map(searchable), [loaded]);
    const shown = useMemo(() => filtered(rows, filters), [rows, filters.q, filters.exchange, filters.tracked, filters.reason]);
    const sort = parseSort(url.searchParams.get('sort'));
    const change = (changes, options) => navigate(withParams(url, changes), options);
    const [name, value] = fragmentOf(url);
    const close = () => navigate(withParams(new URL(url.pathname + url.search, url), {}), { replace: true });

    const onRows = useCallback(changed => {
        const byMarket = new Map(changed.map(row => [row.market, row]));
        patch(row => byMarket.get(row.market) ?? row);
        if (changed.some(row => !rows.some(known => known.market === row.market))) {
            reload();
        }
    }, [patch, reload, rows]);

    const edited = name === 'market' ? rows.find(row => row.market === value) : null;
    return html`
        <div class="view fill universe">
            <${Filters} rows=${rows} shown=${shown.length} complete=${complete} filters=${filters} change=${change} isPast=${isPast} />
            <section class="panel universe-panel" aria-label="Markets">
                ${error && html`<${ErrorBox} error=${error} retry=${reload} title=${isPast ? 'The universe of that time could not be loaded' : 'The universe could not be loaded'} />`}
                ${!loaded && !error && html`<div class="loading"><${Skeleton} lines=${14} /></div>`}
                ${loaded && html`<${UniverseTable} rows=${shown} isPast=${isPast} sort=${sort} onSort=${next => change({ sort: sortText(next) }, { replace: true })}
                    onOpen=${row => navigate('#market=' + encodeURIComponent(row.market))} selected=${name === 'market' ? value : null}
                    empty=${rows.length === 0
        ? html`<${Empty} title="No market is known">${isPast ? 'Nothing was listed at that time, or history does not reach so far.' : 'Markets appear after the first listing of a venue.'}</${Empty}>`
        : html`<${Empty} title="No market matches">${integer(rows.length)} markets are hidden by the filters.</${Empty}>`} />`}
            </section>
            ${edited && html`<${MarketEditor} key=${edited.market} row=${edited} onClose=${close} onRows=${onRows} />`}
            ${name === 'market' && !edited && complete && html`
                <${Drawer} title=${value} onClose=${close}><${Empty} title="There is no such market">No venue has listed it, and no operator’s row names it.</${Empty}></${Drawer}>`}
            ${name === 'new' && html`<${NewDeclaration} exchanges=${exchangesOf(rows)} onClose=${close} onRows=${onRows} />`}
        </div>`;
}

function fragmentOf(url) {
    const [[name, value] = ['', '']] = [...new URLSearchParams(url.hash.slice(1))];
    return [name, value];
}

function exchangesOf(rows) {
    const known = about.get()?.exchanges ?? [];
    return [...new Set([...known, ...rows.map(row => row.exchange)])];
}

function Filters({ rows, shown, complete, filters, change, isPast }) {
    const exchanges = useMemo(() => countBy(filtered(rows, filters, 'exchange'), 'exchange'), [rows, filters.q, filters.tracked, filters.reason]);
    const tracked = useMemo(() => countBy(filtered(rows, filters, 'tracked'), 'tracked'), [rows, filters.q, filters.exchange, filters.reason]);
    const reasons = useMemo(() => countBy(filtered(rows, filters, 'reason'), 'reason'), [rows, filters.q, filters.exchange, filters.tracked]);
    const all = useMemo(() => [...new Set(rows.map(row => row.exchange))].sort(), [rows]);
    const total = [...tracked.values()].reduce((sum, number) => sum + number, 0);
    return html`
        <div class="universe-head">
            <h1>Universe</h1>
            <span class="muted num" role="status">${complete ? '' : 'loading · '}${shown === rows.length ? `${integer(shown)} markets` : `${integer(shown)} of ${integer(rows.length)} markets`}</span>
            <span class="grow"></span>
            <${AsOf} at=${filters.at} change=${change} />
            ${!isPast && html`<${NewRow} />`}
        </div>
        <div class="toolbar" role="search" aria-label="Filters">
            <${Search} q=${filters.q} change=${change} />
            <label class="inline"><span class="sr">Venue</span>
                <select value=${filters.exchange} onChange=${event => change({ exchange: event.target.value })}>
                    <option value="">All venues</option>
                    ${all.map(one => html`<option key=${one} value=${one}>${one} (${integer(exchanges.get(one) ?? 0)})</option>`)}
                </select>
            </label>
            <${Segmented} label="Tracked" selected=${filters.tracked} onSelect=${key => change({ tracked: key })} options=${[
        { key: '', label: counted('All', total) },
        { key: 'true', label: counted('Tracked', tracked.get(true)) },
        { key: 'false', label: counted('Not tracked', tracked.get(false)) },
    ]} />
            ${!isPast && html`<${Segmented} label="Reason" selected=${filters.reason} onSelect=${key => change({ reason: key === filters.reason ? '' : key })} options=${Object.entries(REASONS)
        .map(([key, label]) => ({ key, label: counted(label, reasons.get(key)), title: `Only markets decided by: ${label}` }))} />`}
        </div>
        ${isPast && html`<p class="notice"><${Icon} name="history" /><span class="grow">As it was at ${minute(filters.at + ':00Z')} UTC. What was not known then is not shown.</span><button type="button" class="button small" onClick=${() => change({ at: null })}>Back to now</button></p>`}`;
}

/** A label with a number that keeps its place while pages arrive. */
const counted = (label, number = 0) => html`${label} <span class="seg-count num">${integer(number)}</span>`;

function Search({ q, change }) {
    const [text, setText] = useTyped(q, typed => change({ q: typed }, { replace: true }));
    return html`<input type="search" class="universe-search" aria-label="Search by market, status or note" placeholder="Market, status or note" spellcheck="false" value=${text} onInput=${event => setText(event.target.value)} />`;
}

function AsOf({ at, change }) {
    return html`
        <label class="inline"><span class="muted">As of (UTC)</span>
            <input type="datetime-local" step="3600" max=${new Date().toISOString().slice(0, 16)} value=${at} onChange=${event => change({ at: event.target.value.slice(0, 16) })} />
        </label>`;
}

function NewRow() {
    const refusal = useOperatorRefusal();
    const onClick = () => (refusal ? toast(refusal, 'info') : navigate('#new'));
    return html`<button type="button" class="button" aria-disabled=${refusal ? 'true' : undefined} title=${refusal ?? 'Track or leave out a market by hand'} onClick=${onClick}><${Icon} name="plus" />New row</button>`;
}
