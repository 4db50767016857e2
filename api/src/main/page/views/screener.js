import { useMemo, useRef } from 'preact/hooks';
import { html } from '../lib/html.js';
import { about as aboutStore } from '../lib/feed.js';
import { count, integer, minute } from '../lib/format.js';
import { useQuery } from '../lib/query.js';
import { marketHref, withParams } from '../lib/router.js';
import { useStore } from '../lib/store.js';
import { sortText, Table } from '../lib/table.js';
import { useTyped } from '../lib/typed.js';
import { useMedia } from '../lib/rem.js';
import { ErrorBox, Icon, Segmented, Skeleton, toast } from '../lib/ui.js';
import { INDICATORS } from '../chart/bars.js';
import { TIMEFRAMES } from '../chart/calendar.js';
import { listParameter } from './market/address.js';
import { Checks, Menu } from './market/menu.js';
import { PRESETS, readAddress, ROW_COLUMNS, USUAL_COLUMNS } from './screener/address.js';
import { useChanges } from './screener/changes.js';
import { tableColumns } from './screener/columns.js';
import { downloadCsv } from './screener/csv.js';
import { FilterEditor } from './screener/editor.js';
import { refreshInterval, useClosedBars } from './screener/live.js';

const MOST_ROWS = 5_000;
const NO_ROWS = [];
const TIMEFRAME_OPTIONS = TIMEFRAMES.map(key => ({ key, label: key }));
/** What a row needs beside the chosen columns. */
const IDENTITY = ['market', 'exchange', 'asset', 'age_bars'];
const COLUMN_NAMES = new Set([...ROW_COLUMNS.map(column => column.name), ...INDICATORS]);
const KINDS = [{ key: '', label: 'All' }, { key: 'spot', label: 'Spot' }, { key: 'linear', label: 'Linear' }];

/** The newest closed bar of every market, filtered and sorted by any column. */
export default function ScreenerView({ url, navigate }) {
    const address = readAddress(url);
    const about = useStore(aboutStore);
    const known = useMemo(() => knownColumns(about), [about]);
    const change = (changes, options) => navigate(withParams(url, changes), options);
    const query = questionOf(address);
    const took = useRef(0);
    const turn = useClosedBars(address.timeframe, address.exchange, took);
    const { data, error, isFormer, reload, took: latest } = useQuery('screener', query, { interval: refreshInterval, turn });
    took.current = latest;
    const rows = data?.rows ?? NO_ROWS;
    const isNarrow = useMedia('(max-width: 700px)');
    const changed = useChanges(rows, JSON.stringify(query));
    const columns = useMemo(() => tableColumns(address.columns, known, isNarrow).map(column => withFade(column, changed)), [address.columns.join(), known, changed, isNarrow]);

    return html`
        <div class="view fill screener">
            <${Tools} address=${address} known=${known} change=${change} query=${query} about=${about} />
            <${FilterEditor} filters=${address.filters} columns=${known} onChange=${filters => change({ filter: filters })} />
            <section class="panel flush screener-panel" aria-label="Markets" aria-busy=${isFormer}>
                <header class="panel-head">
                    <h1>Screener</h1>
                    <span class="panel-note num" role="status">${data ? noteOf(data, rows) : ''}</span>
                    ${isFormer && html`<span class="panel-note">Loading</span>`}
                </header>
                <div class="panel-body">
                    ${error && html`<${ErrorBox} error=${error} retry=${reload} title="The list could not be loaded" />`}
                    ${!data && !error && html`<${Skeleton} lines=${14} />`}
                    ${data && html`<${Table} label="Markets" columns=${columns} rows=${rows} rowKey=${row => row.market} presorted
                        sort=${address.sort} onSort=${sort => change({ sort: sortText(sort) })} rowHeight=${isNarrow ? 40 : 30}
                        onOpen=${row => navigate(marketHref(row.market, { timeframe: address.timeframe }))}
                        empty=${address.filters.length > 0 ? 'No market meets all filters.' : 'No market has a closed bar of this timeframe yet.'} />`}
                </div>
            </section>
        </div>`;
}

function questionOf({ timeframe, filters, sort, exchange, kind, q, columns }) {
    const wanted = [...new Set([...IDENTITY, ...columns.filter(name => COLUMN_NAMES.has(name))])];
    return { timeframe, filter: filters, sort: sortText(sort), exchange, kind, q, columns: wanted.join(), limit: MOST_ROWS };
}

function knownColumns(about) {
    const own = new Set(ROW_COLUMNS.map(column => column.name));
    return [...ROW_COLUMNS, ...(about?.columns ?? []).filter(column => !own.has(column.name))];
}

function noteOf({ total, as_of: asOf }, rows) {
    const all = total > rows.length ? `${integer(rows.length)} of ${count(total, 'market')}` : count(total, 'market');
    return asOf ? `${all} · bars that closed by ${minute(asOf)} UTC` : all;
}

function withFade(column, changed) {
    return {
        ...column,
        className: row => `${column.className?.(row) ?? ''} ${changed(row, column.key)}`,
    };
}

function Tools({ address, known, change, query, about }) {
    const { timeframe, columns, exchange, kind, q } = address;
    const usePreset = preset => change({ filter: preset.filters, sort: preset.sort, columns: preset.columns.join() });
    const onCsv = () => downloadCsv({ ...query, columns: ['market', 'timestamp', ...columns.filter(name => COLUMN_NAMES.has(name))].join() }, `screener-${timeframe}.csv`)
        .catch(error => toast(`CSV: ${error.message}`, 'bad'));
    return html`
        <div class="toolbar">
            <${Segmented} label="Timeframe" options=${TIMEFRAME_OPTIONS} selected=${timeframe} onSelect=${key => change({ timeframe: key })} />
            <${Search} value=${q} onChange=${text => change({ q: text }, { replace: true })} />
            <select aria-label="Exchange" value=${exchange} onChange=${event => change({ exchange: event.target.value })}>
                <option value="">All exchanges</option>
                ${(about?.exchanges ?? []).map(name => html`<option key=${name} value=${name}>${name}</option>`)}
            </select>
            <${Segmented} label="Kind" options=${KINDS} selected=${kind} onSelect=${key => change({ kind: key })} />
            <${Menu} label="Columns" count=${columns.length} class="menu-columns">
                <${Checks} options=${known.map(column => ({ key: column.name, label: column.name, title: column.description, note: column.unit }))}
                    chosen=${columns} onChange=${keys => change({ columns: listParameter(keys, USUAL_COLUMNS) })} />
            </${Menu}>
            <${Menu} label="Presets">
                ${PRESETS.map(preset => html`<button key=${preset.label} type="button" class="menu-item" onClick=${() => usePreset(preset)}>${preset.label}</button>`)}
            </${Menu}>
            <span class="grow"></span>
            <button type="button" class="button" onClick=${onCsv}><${Icon} name="download" />CSV</button>
        </div>`;
}

function Search({ value, onChange }) {
    const [text, setText] = useTyped(value, onChange);
    return html`<input type="search" aria-label="Name contains" placeholder="Name contains" value=${text} onInput=${event => setText(event.target.value)} />`;
}
