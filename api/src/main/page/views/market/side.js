import { useMemo } from 'preact/hooks';
import { html } from '../../lib/html.js';
import { compact, count, decimal, integer, minute, NONE, price } from '../../lib/format.js';
import { Empty, Tabs } from '../../lib/ui.js';
import { Table } from '../../lib/table.js';
import { INDICATORS, PRICES } from '../../chart/bars.js';
import { momentLabel } from '../../chart/axes.js';
import { causeText } from '../../chart/marks.js';

const TABS = [{ key: 'values', label: 'Values' }, { key: 'marks', label: 'Marks' }, { key: 'table', label: 'Table' }];
/** Columns in units of the quote. */
export const OF_PRICE = new Set(['open', 'high', 'low', 'close', 'ema10', 'ema36', 'ema200', 'sma200', 'ehma180', 'bbm202', 'bbl202', 'bbu202', 'st73']);

/**
 * A value of a column with the digits that suit it.
 *
 * @param {string} column
 * @param {number|null|undefined} value
 */
export function columnValue(column, value) {
    if (value === null || value === undefined) {
        return NONE;
    }
    if (OF_PRICE.has(column)) {
        return price(value);
    }
    if (column === 'volume' || column === 'volume_usd') {
        return compact(value);
    }
    return column.startsWith('td_') ? integer(value) : decimal(value, 2);
}

/**
 * The panel beside the chart: all values of a bar, what is remarkable, or the bars in view as a table.
 *
 * @param {{tab: string, onTab: (tab: string) => void, row: object|null, time: number|null, rows: object[],
 *     marks: import('../../chart/marks.js').Marks, columns: object[], onFocus: (time: number) => void}} props
 *     `columns` as of `GET about`
 */
export function Side({ tab, onTab, row, time, rows, marks, columns, onFocus }) {
    const total = marks.gaps.length + marks.points.length;
    const tabs = TABS.map(one => one.key === 'marks' ? { ...one, count: total } : one);
    const selected = TABS.some(one => one.key === tab) ? tab : 'values';
    return html`
        <aside class="market-side panel" aria-label="Values of the chart">
            <${Tabs} label="Details" tabs=${tabs} selected=${selected} onSelect=${onTab}>
                ${selected === 'values' && html`<${Values} row=${row} time=${time} columns=${columns} />`}
                ${selected === 'marks' && html`<${Marks} marks=${marks} onFocus=${onFocus} />`}
                ${selected === 'table' && html`<${BarTable} rows=${rows} onFocus=${onFocus} />`}
            </${Tabs}>
        </aside>`;
}

function Values({ row, time, columns }) {
    const about = new Map(columns.map(column => [column.name, column]));
    const line = name => html`
        <div key=${name} title=${about.get(name)?.description}>
            <dt>${name}</dt>
            <dd class="num">${columnValue(name, row?.[name])}${row?.[name] != null && html`<span class="unit">${unitOf(about.get(name))}</span>`}</dd>
        </div>`;
    return html`
        <p class="side-moment num">${time === null ? NONE : `${momentLabel(time)} UTC`}
            ${row?.closed === false && html` <span class="warn-text">in progress</span>`}${time !== null && !row && html` <span class="bad-text">no bar</span>`}</p>
        <dl class="side-values">${PRICES.map(line)}</dl>
        <dl class="side-values">${INDICATORS.map(line)}</dl>
        <dl class="side-values">
            <div><dt>revision</dt><dd class="num">${row?.revision ?? NONE}</dd></div>
            <div><dt>last_id</dt><dd class="num">${row?.last_id ?? NONE}</dd></div>
            <div><dt>known_at</dt><dd class="num">${row?.known_at ? minute(row.known_at) : NONE}</dd></div>
        </dl>`;
}

function unitOf(column) {
    return column?.unit === 'percent' || column?.unit === '%' ? ' %' : '';
}

function Marks({ marks, onFocus }) {
    const all = useMemo(() => [
        ...marks.gaps.map(gap => ({
            time: gap.from, kind: 'gap', text: `${count(Math.round((gap.to - gap.from) / 3_600_000), 'hour')}: ${causeText(gap.cause)}`,
        })),
        ...marks.points.map(point => ({ time: point.bucket, kind: point.kind, text: point.text, hour: point.time })),
    ].sort((a, b) => b.time - a.time), [marks]);
    if (all.length === 0) {
        return html`<${Empty} title="Nothing remarkable">No missing hours, quarantined rows or revisions in the loaded bars.</${Empty}>`;
    }
    return html`
        <ul class="side-marks">
            ${all.map((mark, index) => html`
                <li key=${index}>
                    <button type="button" onClick=${() => onFocus(mark.time)}>
                        <i class=${`mark mark-${mark.kind}`} aria-hidden="true"></i>
                        <span class="num">${minute(mark.hour ?? mark.time)}</span>
                        <span>${mark.text}</span>
                    </button>
                </li>`)}
        </ul>`;
}

function BarTable({ rows, onFocus }) {
    const columns = useMemo(() => [
        { key: 'timestamp', label: 'Open time, UTC', width: 142, pinned: true, render: row => minute(row.timestamp) + (row.closed === false ? ' …' : '') },
        ...[...PRICES, ...INDICATORS].map(name => ({
            key: name, label: name, align: 'end', width: Math.max(92, name.length * 7 + 22), render: row => columnValue(name, row[name]),
        })),
    ], []);
    return html`
        <${Table} label="Bars in view" columns=${columns} rows=${rows} rowKey=${row => row.timestamp} rowHeight=${28}
            initialSort=${{ key: 'timestamp', descending: true }} onOpen=${row => onFocus(Date.parse(row.timestamp))} empty="No bars in view." />`;
}
