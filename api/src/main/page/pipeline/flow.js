import { html } from '../lib/html.js';
import { Icon } from '../lib/ui.js';
import { compact, count, duration, integer } from '../lib/format.js';
import { detailHref, kindOf, venuesOf } from './states.js';

const ORDER = { bad: 3, warn: 2, off: 1, ok: 0 };
const sum = (rows, key) => rows.reduce((total, row) => total + (row[key] ?? 0), 0);
const worst = kinds => (kinds.length === 0 ? 'off' : kinds.reduce((one, other) => (ORDER[other] > ORDER[one] ? other : one)));

/** The path of the data on one line: each stage with its state, its rate and what waits before it. */
export function Flow({ data }) {
    return html`
        <nav class="flow" id="flow" aria-label="Path of the data">
            ${stages(data).map((stage, index) => html`
                ${index > 0 && html`<span class="flow-arrow" aria-hidden="true"><${Icon} name="chevron" /></span>`}
                <a key=${stage.name} class=${'stage ' + stage.kind} href=${stage.href}>
                    <span class="stage-name"><span class=${'dot ' + stage.kind} aria-hidden="true"></span>${stage.name}<span class="sr">: ${stage.kind === 'ok' ? 'up' : stage.word ?? 'not well'}</span></span>
                    <span class="stage-value num">${stage.value}<span class="unit"> ${stage.unit}</span></span>
                    <span class="stage-note num">${stage.note}</span>
                </a>`)}
        </nav>`;
}

function stages({ sources, topics, lag, connectors, parts, gaps }) {
    const partKind = (...names) => worst(parts.filter(part => names.some(name => part.part.includes(name))).map(part => kindOf(part.state)));
    const rate = name => topics.find(topic => topic.topic === name)?.rate_per_minute ?? null;
    const total = (rows, key) => (rows.length === 0 ? null : sum(rows, key));
    const streamLag = total(lag.filter(row => row.group.includes('stream')), 'records');
    const sinkLag = total(lag.filter(row => !row.group.includes('stream')), 'records');
    const tasks = connectors.flatMap(connector => connector.tasks);
    const running = tasks.filter(task => kindOf(task.state) === 'ok').length;
    const venues = venuesOf(sources);
    const paused = venues.filter(source => source.paused).length;
    const freshest = venues.reduce((least, source) => Math.min(least, source.freshness_seconds ?? Infinity), Infinity);
    return [
        {
            name: 'Venues', href: detailHref('sources'), kind: worst(sources.map(source => (source.paused ? 'off' : kindOf(source.state)))),
            value: integer(venues.length - paused), unit: paused ? `of ${venues.length} fetched` : 'fetched',
            note: `${integer(sum(sources, 'live'))} of ${count(sum(sources, 'markets'), 'market')} live`,
        },
        {
            name: 'Topics', href: detailHref('topics'), kind: partKind('broker', 'kafka', 'registry'),
            value: compact(rate('candles.1h')), unit: 'candles/min', note: `${compact(sum(topics, 'records'))} records in ${count(topics.length, 'topic')}`,
        },
        {
            name: 'Stream', href: detailHref('topics'), kind: partKind('stream'),
            value: compact(rate('indicators')), unit: 'indicators/min', note: streamLag === null ? 'lag not known' : `lag ${compact(streamLag)}`,
        },
        {
            name: 'Sinks', href: detailHref('connectors'), kind: worst([partKind('connect', 'sink'), ...connectors.flatMap(connector => connector.tasks).map(task => kindOf(task.state))]),
            value: `${running}/${tasks.length}`, unit: 'tasks running', note: sinkLag === null ? 'lag not known' : `lag ${compact(sinkLag)}`,
        },
        {
            name: 'Tables', href: detailHref('gaps'), kind: partKind('database', 'postgres'),
            value: Number.isFinite(freshest) ? duration(freshest) : '–', unit: 'newest', note: gaps?.missing_hours ? `${count(gaps.missing_hours, 'hour')} missing` : 'no hour missing',
        },
    ];
}
