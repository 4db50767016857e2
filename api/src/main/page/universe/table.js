import { html } from '../lib/html.js';
import { useStore } from '../lib/store.js';
import { Table } from '../lib/table.js';
import { Badge, State } from '../lib/ui.js';
import { day, integer, millis, minute, words } from '../lib/format.js';
import { pending, pendingOf } from './pending.js';
import { flagsOf, reasonText } from './rows.js';

const isTrading = status => status === 'TRADING' || status === 'ACTIVE';

const market = { key: 'market', label: 'Market', least: 176, pinned: true, render: row => html`<span class="market-name"><b>${row.asset}</b> <span class="muted">${row.exchange}</span></span>` };
const tracked = { key: 'tracked', label: 'Tracked', width: 96, render: row => (row.tracked ? html`<${State} kind="ok">tracked</${State}>` : html`<span class="muted">no</span>`) };
const status = { key: 'status', label: 'Status', width: 104, title: 'Status of the market on its venue', render: row => html`<span class=${isTrading(row.status) ? 'muted' : 'warn-text'} title=${row.venue_status}>${words(row.status)}</span>` };

function OperatorsRow({ row, change }) {
    const flags = flagsOf(row);
    return html`
        <span class="operators-row">
            ${change && html`<${Badge} kind=${change.late ? 'warn' : 'info'} plain>${change.late ? 'not followed' : 'waiting'}</${Badge}>`}
            ${row.declaration && html`<${Badge} kind="info" plain>${row.declaration.track ? 'track' : 'do not track'}</${Badge}>`}
            ${flags.map(flag => html`<${Badge} key=${flag.flag} kind="info" plain>${flag.flag} ${row.base}</${Badge}>`)}
            <span class="muted ellipsis">${row.declaration?.note ?? flags[0]?.note ?? ''}</span>
        </span>`;
}

const NOW = changes => [
    market, tracked,
    { key: 'reason', label: 'Why', width: 170, value: reasonText, render: row => html`<span class=${row.reason === 'rules' ? 'muted' : ''}>${reasonText(row)}</span>` },
    { key: 'rank', label: 'Rank', title: "Market-capitalisation rank of the base's coin", align: 'end', width: 64, render: row => integer(row.rank) },
    status,
    { key: 'operator', label: 'Operators’ rows', least: 200, value: row => (row.declaration ? 2 : flagsOf(row).length > 0 ? 1 : null), render: row => html`<${OperatorsRow} row=${row} change=${pendingOf(changes, row)} />` },
    { key: 'listed_at', label: 'Listed', align: 'end', width: 96, value: row => millis(row.listed_at), render: row => html`<span class="muted">${day(row.listed_at)}</span>` },
    { key: 'updated_at', label: 'Decided (UTC)', align: 'end', width: 134, value: row => millis(row.updated_at), render: row => html`<span class="muted">${minute(row.updated_at)}</span>` },
];

const THEN = [
    { ...market, width: 260 }, tracked, status,
    { key: 'traded', label: 'Traded', least: 96, title: 'Whether its venue traded it at that time', render: row => (row.traded ? html`<${State} kind="ok">traded</${State}>` : html`<span class="muted">no</span>`) },
];

/** The markets; `isPast`: as they were at a moment, without reasons and operators' rows. */
export function UniverseTable({ rows, isPast, sort, onSort, onOpen, selected, empty }) {
    const changes = useStore(pending);
    return html`
        <${Table} label="Universe" columns=${isPast ? THEN : NOW(changes)} rows=${rows} rowKey=${row => row.market} rowHeight=${30} sort=${sort} onSort=${onSort}
            onOpen=${isPast ? undefined : onOpen} selected=${selected} empty=${empty} />`;
}
