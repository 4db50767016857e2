import { useState } from 'preact/hooks';
import { html } from '../lib/html.js';
import { Empty, Panel } from '../lib/ui.js';
import { Table } from '../lib/table.js';
import { compact, decimal, integer } from '../lib/format.js';
import { detailHref } from './states.js';

const rateText = value => (value === null || value === undefined ? '–' : value !== 0 && value < 10 ? decimal(value, 1) : compact(Math.round(value)));

const COLUMNS = [
    { key: 'topic', label: 'Topic', least: 150, pinned: true, render: row => html`<a class="row-link" href=${detailHref('topic', row.topic)}>${row.topic}</a>` },
    { key: 'rate_per_minute', label: 'Per min', title: 'Records per minute', align: 'end', width: 74, render: row => rateText(row.rate_per_minute) },
    { key: 'records', label: 'Records', align: 'end', width: 74, render: row => html`<span title=${integer(row.records)}>${compact(row.records)}</span>` },
    { key: 'lag', label: 'Lag', title: 'Records that its slowest consumer has not processed', align: 'end', width: 74, render: row => (row.lag === null ? html`<span class="muted">–</span>` : compact(row.lag)) },
];

/** The topics, with the lag of their slowest consumer. */
export function Topics({ topics, lag, navigate, selected }) {
    const slowest = new Map();
    for (const row of lag) {
        slowest.set(row.topic, Math.max(slowest.get(row.topic) ?? 0, row.records));
    }
    const [all, setAll] = useState(false);
    const rows = topics.map(topic => ({ ...topic, lag: slowest.get(topic.topic) ?? null }));
    const used = rows.filter(row => row.records || row.lag);
    const hidden = rows.length - used.length;
    const toggle = hidden > 0 && html`<button type="button" class="link-button" onClick=${() => setAll(!all)}>${all ? 'Hide empty' : `Show ${hidden} empty`}</button>`;
    return html`
        <${Panel} id="topics" title="Topics" count=${topics.length} actions=${toggle} class="flush">
            <${Table} label="Topics" columns=${COLUMNS} rows=${all ? rows : used} rowKey=${row => row.topic} rowHeight=${30} maxRows=${30} selected=${selected}
                initialSort=${{ key: 'rate_per_minute', descending: true }} onOpen=${row => navigate(detailHref('topic', row.topic))}
                empty=${html`<${Empty} title="No topic is known yet" />`} />
        </${Panel}>`;
}

/** The detail of one topic: its consumers. */
export function TopicDetail({ name, topic, lag }) {
    const groups = lag.filter(row => row.topic === name);
    return html`
        <dl class="facts">
            <dt>Records</dt><dd class="num">${integer(topic?.records)}</dd>
            <dt>Rate</dt><dd class="num">${rateText(topic?.rate_per_minute)} per minute</dd>
            ${groups.map(row => html`<dt key=${row.group}>Lag of ${row.group}</dt><dd class="num">${integer(row.records)}</dd>`)}
        </dl>
        ${groups.length === 0 && html`<p class="muted">No consumer group has committed an offset on this topic.</p>`}
        <p class="muted">Read it with <code>./cda tail ${name}</code>.</p>`;
}
