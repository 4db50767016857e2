import { useState } from 'preact/hooks';
import { html } from '../lib/html.js';
import { useQuery } from '../lib/query.js';
import { marketHref } from '../lib/router.js';
import { Ago, Badge, Empty, ErrorBox, Panel, Skeleton } from '../lib/ui.js';
import { Table } from '../lib/table.js';
import { compact, count, dateTime, integer, millis, minute, percent, text, words } from '../lib/format.js';
import { ActionButton } from './actions.js';
import { detailHref } from './states.js';

const MOST_GAPS = 1_000;
const CAUSES = {
    not_requested: 'not requested so far',
    empty: 'the venue returned no row so far',
    bad_rows: 'the row of the venue was quarantined',
    unreadable: 'the response was refused or could not be read',
    no_trade: 'confirmed: nothing was traded',
    not_available: 'the venue serves only newer hours',
};
/** Causes that are not missing: nothing is to be done about them. */
const SETTLED = ['no_trade', 'not_available'];

/** Dead letters, quarantined rows and missing hours: what did not arrive, and why. */
export function Quality({ data }) {
    const { dead_letters: letters, quarantine, gaps } = data;
    return html`
        <${Panel} id="quality" title="Data quality" class="flush">
            <ul class="lines">
                <li><div class="line">
                    <a class="row-link grow" href=${detailHref('gaps')}>Missing hours</a>
                    <span class="muted num">${gaps?.markets ? 'on ' + count(gaps.markets, 'market') : 'none'}</span>
                    <span class=${'line-value num ' + (gaps?.missing_hours ? 'warn-text' : 'muted')}>${integer(gaps?.missing_hours)}</span>
                </div></li>
                <li><div class="line">
                    <a class="row-link grow" href=${detailHref('quarantine')}>Quarantined rows</a>
                    <span class="muted num">${quarantine?.newest ? html`newest <${Ago} time=${quarantine.newest} />` : 'none'}</span>
                    <span class=${'line-value num ' + (quarantine?.rows ? 'warn-text' : 'muted')}>${integer(quarantine?.rows)}</span>
                </div></li>
                ${letters.length === 0 && html`<li><div class="line"><a class="row-link grow" href=${detailHref('dead-letters')}>Dead letters</a><span class="muted">none</span><span class="line-value num muted">0</span></div></li>`}
                ${letters.map(row => html`
                    <li key=${row.topic}><div class="line">
                        <a class="row-link grow" href=${detailHref('dead-letters', row.topic)}>${row.topic}</a>
                        <span class="muted num">newest <${Ago} time=${row.newest} /></span>
                        <span class=${'line-value num ' + (row.letters ? 'bad-text' : 'muted')}>${integer(row.letters)}</span>
                        <${ActionButton} action="retry_dead_letters" target=${row.topic} />
                    </div></li>`)}
            </ul>
            <${Completeness} />
        </${Panel}>`;
}

const COMPLETENESS = [
    { key: 'exchange', label: 'Venue', least: 84, pinned: true, render: row => html`<a class="row-link" href=${detailHref('gaps', row.exchange)}>${row.exchange}</a>` },
    { key: 'present_pct', label: 'Present', title: 'Hours that are present, of those that are expected', align: 'end', width: 76, render: row => percent(row.present_pct, 2) },
    { key: 'missing', label: 'Missing', title: 'Hours that are expected and not there; the newest hour may be on its way and does not count', align: 'end', width: 70, render: row => (row.missing ? html`<a class="number-link" href=${detailHref('gaps', row.exchange)}>${integer(row.missing)}</a>` : '0'), className: row => (row.missing ? 'warn-text' : 'muted') },
    { key: 'confirmed_empty', label: 'No trade', title: 'Hours confirmed empty: nothing was traded', align: 'end', width: 72, render: row => compact(row.confirmed_empty), className: () => 'muted' },
    { key: 'not_available', label: 'Too old', title: 'Hours that the venue does not serve any more', align: 'end', width: 76, render: row => compact(row.not_available), className: () => 'muted' },
];

function Completeness() {
    const { data, error, reload } = useQuery('completeness', {}, { interval: 60_000 });
    if (error && !data) {
        return html`<${ErrorBox} error=${error} retry=${reload} />`;
    }
    return data
        ? html`<${Table} label="Completeness by venue" columns=${COMPLETENESS} rows=${data.venues} rowKey=${row => row.exchange} rowHeight=${30} maxRows=${8} empty="No market is expected yet." />`
        : html`<${Skeleton} lines=${4} />`;
}

const GAP_COLUMNS = [
    { key: 'market', label: 'Market', least: 170, pinned: true, render: row => html`<a class="row-link" href=${marketHref(row.market, { from: row.from, to: row.to })}>${row.market}</a>` },
    { key: 'from', label: 'From (UTC)', width: 128, value: row => millis(row.from), render: row => html`<span class="num">${minute(row.from)}</span>` },
    { key: 'to', label: 'To (UTC)', width: 128, value: row => millis(row.to), render: row => html`<span class="num">${minute(row.to)}</span>` },
    { key: 'hours', label: 'Hours', align: 'end', width: 70, render: row => integer(row.hours) },
    { key: 'cause', label: 'Cause', width: 130, render: row => html`<span title=${CAUSES[row.cause]}>${words(row.cause)}</span>` },
];

/** Absent hours by cause, of all markets or of one venue. */
export function GapsDetail({ exchange }) {
    const [cause, setCause] = useState('');
    const { data, error, reload } = useQuery('gaps', { exchange, limit: MOST_GAPS }, { keep: false });
    if (error) {
        return html`<${ErrorBox} error=${error} retry=${reload} />`;
    }
    if (!data) {
        return html`<${Skeleton} lines=${8} />`;
    }
    const byCause = new Map();
    data.gaps.forEach(gap => byCause.set(gap.cause, (byCause.get(gap.cause) ?? 0) + gap.hours));
    const causes = [...byCause.entries()].sort((a, b) => SETTLED.includes(a[0]) - SETTLED.includes(b[0]) || b[1] - a[1]);
    const rows = cause ? data.gaps.filter(gap => gap.cause === cause) : data.gaps;
    return html`
        ${exchange && html`<p><a href=${detailHref('gaps')}>All venues</a></p>`}
        ${causes.length > 0 && html`
            <ul class="causes" aria-label="Hours by cause">
                ${causes.map(([name, hours]) => html`
                    <li key=${name}><button type="button" class="cause" aria-pressed=${cause === name} onClick=${() => setCause(cause === name ? '' : name)}>
                        <span class="cause-name">${words(name)}</span>
                        <span class=${'cause-hours num ' + (SETTLED.includes(name) ? '' : 'warn-text')}>${integer(hours)} h</span>
                        <span class="cause-text">${CAUSES[name] ?? ''}</span>
                    </button></li>`)}
            </ul>`}
        <div class="drawer-table">
            <${Table} label="Gaps" columns=${GAP_COLUMNS} rows=${rows} rowKey=${row => row.market + row.from + row.cause} maxRows=${18}
                initialSort=${{ key: 'hours', descending: true }}
                empty=${html`<${Empty} title="No hour is absent">Every expected hour ${exchange ? 'of ' + exchange : ''} is present.</${Empty}>`} />
        </div>
        ${data.next && html`<p class="muted">The first ${integer(data.gaps.length)} gaps are shown. <code>./cda gaps</code> lists all.</p>`}`;
}

/** Quarantined rows with their reason and the raw row, of all markets or of one venue. */
export function QuarantineDetail({ exchange }) {
    const { data, error, reload } = useQuery('quarantine', { exchange, limit: 100 }, { keep: false });
    if (error) {
        return html`<${ErrorBox} error=${error} retry=${reload} />`;
    }
    if (!data) {
        return html`<${Skeleton} lines=${8} />`;
    }
    if (data.rows.length === 0) {
        return html`<${Empty} title="No row is in quarantine">Every row ${exchange ? 'of ' + exchange : 'of every venue'} passed the rules.</${Empty}>`;
    }
    return html`
        ${exchange && html`<p><a href=${detailHref('quarantine')}>All venues</a></p>`}
        <p class="muted">The newest ${count(data.rows.length, 'row')}. Their hours are missing until the venue serves a valid row.</p>
        <ul class="records">
            ${data.rows.map(row => html`
                <li key=${row.partition + ':' + row.offset} class="record">
                    <p class="record-head"><${Badge} kind="warn">${row.reason}</${Badge}></p>
                    <p><a href=${marketHref(row.market)}>${row.market}</a> <span class="muted num">hour ${minute(row.timestamp)} · received ${dateTime(row.received_at)} UTC · partition ${row.partition}, offset ${row.offset}</span></p>
                    <pre>${row.raw}</pre>
                </li>`)}
        </ul>`;
}

/** Dead letters of one topic with reason and origin; without a topic the topics that have some. */
export function LettersDetail({ topic, topics }) {
    const { data, error, reload } = useQuery(topic ? 'dead-letters' : null, { topic, limit: 100 }, { keep: false });
    if (!topic) {
        return topics.length === 0
            ? html`<${Empty} title="No dead letters">Every record could be processed.</${Empty}>`
            : html`<ul class="lines boxed">${topics.map(row => html`
                <li key=${row.topic}><div class="line"><a class="grow" href=${detailHref('dead-letters', row.topic)}>${row.topic}</a><span class="num">${integer(row.letters)}</span></div></li>`)}</ul>`;
    }
    return html`
        <div class="detail-head">
            <span class="muted">${data ? `${count(data.letters.length, 'letter')}${data.next ? ', the newest' : ''}` : ''}</span>
            <span class="grow"></span>
            <${ActionButton} action="retry_dead_letters" target=${topic} small=${false} />
        </div>
        ${error && html`<${ErrorBox} error=${error} retry=${reload} />`}
        ${!data && !error && html`<${Skeleton} lines=${8} />`}
        ${data?.letters.length === 0 && html`<${Empty} title="No dead letters">Letters that were retried successfully are not listed.</${Empty}>`}
        <ul class="records">
            ${data?.letters.map(letter => html`
                <li key=${letter.partition + ':' + letter.offset} class="record">
                    <p class="record-head bad-text">${letter.reason}</p>
                    <p class="muted num">${text(letter.key)} · ${dateTime(letter.time)} UTC · from ${letter.origin_topic}, partition ${text(letter.origin_partition)}, offset ${text(letter.origin_offset)}</p>
                    ${letter.value !== null && letter.value !== undefined && html`<pre>${typeof letter.value === 'string' ? letter.value : JSON.stringify(letter.value, null, 1)}</pre>`}
                </li>`)}
        </ul>`;
}
