import { html } from '../lib/html.js';
import { Ago, Bar, Empty, Panel, State } from '../lib/ui.js';
import { Table } from '../lib/table.js';
import { duration, integer, minute, readableTimes, skew, words } from '../lib/format.js';
import { ActionButton } from './actions.js';
import { COINS, detailHref, freshnessKind, kindOf } from './states.js';

const SKEW_WARNING_MS = 1_000;
/** No real venue is off by more: its readings would be refused. */
const SIMULATED_MS = 86_400_000;

/** What is shown as the state of a source. */
export function SourceState({ source }) {
    const state = source.paused ? 'paused' : source.state;
    return html`<${State} kind=${kindOf(state)} title=${source.paused ? pausedText(source.paused) : source.problems?.join('; ')}>${words(state)}</${State}>`;
}

/** Who paused a source, and until when. */
export function pausedText({ by, since, until, reason }) {
    return `Paused${by ? ' by ' + by : ''} since ${minute(since)}${until ? ' until ' + minute(until) : ''} UTC${reason ? ': ' + reason : ''}`;
}

/** Freshness beside its objective, as a number and a bar that is full at the objective. */
export function Freshness({ source }) {
    const kind = source.paused ? 'off' : freshnessKind(source.freshness_seconds, source.objective_seconds);
    return html`
        <span class="freshness" title=${`Objective: ${duration(source.objective_seconds)}`}>
            <span class=${kind === 'ok' ? '' : kind + '-text'}>${duration(source.freshness_seconds)}</span>
            <span class="muted">/ ${duration(source.objective_seconds)}</span>
            <${Bar} part=${source.freshness_seconds} whole=${source.objective_seconds} kind=${kind} />
        </span>`;
}

/** A venue's clock against ours; a simulated venue has another time on purpose. */
function Skew({ value }) {
    const size = Math.abs(value ?? 0);
    return size > SIMULATED_MS
        ? html`<span class="muted" title=${`A simulated time, ${skew(value)} from ours`}>simulated</span>`
        : html`<span class=${size > SKEW_WARNING_MS ? 'warn-text' : 'muted'}>${skew(value)}</span>`;
}

function SourceAction({ source, small = false }) {
    return source.exchange === COINS
        ? html`<${ActionButton} action="run" target=${COINS} small=${small} />`
        : html`<${ActionButton} action=${source.paused ? 'resume' : 'pause'} target=${source.exchange} small=${small} />`;
}

const ofMarkets = (row, value) => (row.exchange === COINS ? '–' : integer(value));
const linked = (row, value, detail) => (value ? html`<a class="number-link" href=${detailHref(detail, row.exchange)}>${integer(value)}</a>` : ofMarkets(row, value));
const quiet = (value, kind) => (value ? kind : 'muted');

const COLUMNS = [
    { key: 'exchange', label: 'Venue', width: 176, pinned: true, render: row => html`<span class="named"><a class="row-link" href=${detailHref('source', row.exchange)}>${row.exchange}</a><${SourceState} source=${row} /></span>` },
    { key: 'freshness_seconds', label: 'Freshness', title: 'Time since the newest hour was due, beside its objective', align: 'end', least: 200, render: row => html`<${Freshness} source=${row} />` },
    { key: 'live', label: 'Live', title: 'Markets that are polled live; the others are backfilled, halted or delisted', align: 'end', width: 62, render: row => ofMarkets(row, row.live) },
    { key: 'behind', label: 'Behind', title: 'Live markets whose newest hour is not present yet', align: 'end', width: 68, render: row => ofMarkets(row, row.behind), className: row => quiet(row.behind, '') },
    { key: 'missing_hours', label: 'Missing h', title: 'Hours that are missing and requested again', align: 'end', width: 82, render: row => linked(row, row.missing_hours, 'gaps'), className: row => quiet(row.missing_hours, 'warn-text') },
    { key: 'quarantined', label: 'Quarant.', title: 'Rows in quarantine', align: 'end', width: 78, render: row => linked(row, row.quarantined, 'quarantine'), className: row => quiet(row.quarantined, 'warn-text') },
    { key: 'clock_skew_ms', label: 'Clock', title: "The venue's clock against ours", align: 'end', width: 78, render: row => html`<${Skew} value=${row.clock_skew_ms} />` },
    { key: 'action', label: 'Action', sortable: false, align: 'end', width: 108, render: row => html`<${SourceAction} source=${row} small />` },
];

/** The venues that candles are fetched from. */
export function Sources({ sources, navigate, selected }) {
    return html`
        <${Panel} id="sources" title="Sources" count=${sources.length} class="flush">
            <${Table} label="Sources" columns=${COLUMNS} rows=${sources} rowKey=${row => row.exchange} rowHeight=${34} maxRows=${12} selected=${selected}
                onOpen=${row => navigate(detailHref('source', row.exchange))}
                empty=${html`<${Empty} title="No source yet">A venue appears here when its first market is tracked.</${Empty}>`} />
        </${Panel}>`;
}

/** The detail of one source. */
export function SourceDetail({ source }) {
    return html`
        <div class="detail-head">
            <${SourceState} source=${source} />
            ${source.paused && html`<span class="muted">${pausedText(source.paused)}</span>`}
            <span class="grow"></span>
            <${SourceAction} source=${source} />
            ${source.exchange !== COINS && html`<${ActionButton} action="run" target=${'listing.' + source.exchange} small=${false} />`}
        </div>
        ${source.problems?.length > 0 && html`<ul class="notes">${source.problems.map(text => html`<li key=${text} class="notice warn">${readableTimes(text)}</li>`)}</ul>`}
        <dl class="facts">
            <dt>Freshness</dt><dd><${Freshness} source=${source} /></dd>
            <dt>Markets</dt><dd class="num">${integer(source.markets)}: ${integer(source.live)} live, ${integer(source.behind)} behind</dd>
            <dt>Clock</dt><dd class="num"><${Skew} value=${source.clock_skew_ms} /></dd>
            <dt>Paused</dt><dd>${source.paused ? html`since <${Ago} time=${source.paused.since} />` : 'no'}</dd>
            <dt>More</dt>
            <dd class="links">${source.exchange === COINS ? html`<a href=${detailHref('task', COINS)}>Its runs</a>` : html`
                <a href=${'/universe?exchange=' + source.exchange + '&tracked=true'}>Its tracked markets</a>
                <a href=${'/screener?exchange=' + source.exchange}>In the screener</a>
                <a href=${detailHref('gaps', source.exchange)}>${integer(source.missing_hours)} missing hours</a>
                <a href=${detailHref('quarantine', source.exchange)}>${integer(source.quarantined)} quarantined rows</a>
                <a href=${detailHref('task', 'listing.' + source.exchange)}>Listing runs</a>
                <a href=${detailHref('task', 'candles.' + source.exchange)}>Candle cycles</a>`}
            </dd>
        </dl>`;
}
