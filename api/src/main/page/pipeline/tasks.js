import { html } from '../lib/html.js';
import { useQuery } from '../lib/query.js';
import { Ago, Bar, Empty, ErrorBox, Panel, Skeleton, State } from '../lib/ui.js';
import { Table } from '../lib/table.js';
import { useNow } from '../lib/time.js';
import { ago, dateTime, duration, integer, millis, readableTimes, words } from '../lib/format.js';
import { ActionButton } from './actions.js';
import { countsText, detailHref, kindOf } from './states.js';

/** Outcome of a run, or its progress while it runs. */
function Outcome({ task }) {
    if (task.running) {
        return html`<${Progress} running=${task.running} />`;
    }
    return task.outcome
        ? html`<${State} kind=${kindOf(task.outcome)} title=${task.detail}>${words(task.outcome)}</${State}>`
        : html`<span class="muted">no run yet</span>`;
}

function Progress({ running }) {
    const now = useNow();
    const seconds = Math.max(0, (now - millis(running.started_at)) / 1000);
    const known = running.total > 0;
    return html`
        <span class="progress" role="progressbar" aria-valuemin="0" aria-valuemax=${known ? running.total : undefined} aria-valuenow=${known ? running.done : undefined}
            aria-label="Running" title=${`Running for ${duration(Math.round(seconds))}`}>
            <span class="badge info">running</span>
            ${known && html`<${Bar} part=${running.done} whole=${running.total} kind="info" /><span class="num">${integer(running.done)}/${integer(running.total)}</span>`}
        </span>`;
}

const COLUMNS = [
    { key: 'process', label: 'Task', width: 138, pinned: true, render: row => html`<a class="row-link" href=${detailHref('task', row.process)}>${row.process}</a>` },
    { key: 'outcome', label: 'Last run', width: 156, value: row => (row.running ? 'running' : row.outcome), render: row => html`<${Outcome} task=${row} />` },
    { key: 'finished_at', label: 'Finished', align: 'end', width: 84, value: row => millis(row.finished_at), render: row => html`<${Ago} time=${row.finished_at} />` },
    { key: 'seconds', label: 'Duration', align: 'end', width: 84, render: row => duration(row.seconds) },
    { key: 'counts', label: 'Counts', least: 180, sortable: false, render: row => html`<span title=${row.detail ?? countsText(row.counts)} class=${kindOf(row.outcome) === 'bad' ? 'bad-text' : 'muted'}>${kindOf(row.outcome) !== 'ok' && row.detail ? readableTimes(row.detail) : countsText(row.counts)}</span>` },
    { key: 'action', label: 'Action', sortable: false, align: 'end', width: 112, render: row => row.runnable && html`<${ActionButton} action="run" target=${row.process} />` },
];

/** Tasks that an operator may run: listings, candle cycles, the universe, and CoinGecko's snapshot. */
export function isRunnable(process) {
    return /^(listing|universe|coingecko)$|^(listing|candles)\./.test(process);
}

/** The last run of every task. */
export function Tasks({ tasks, navigate, selected }) {
    const rows = tasks.map(task => ({ ...task, runnable: isRunnable(task.process) }));
    return html`
        <${Panel} id="tasks" title="Tasks" count=${tasks.length} class="flush">
            <${Table} label="Tasks" columns=${COLUMNS} rows=${rows} rowKey=${row => row.process} rowHeight=${34} maxRows=${24} selected=${selected}
                onOpen=${row => navigate(detailHref('task', row.process))}
                empty=${html`<${Empty} title="No task has run yet">Every run of a listing, candle cycle, snapshot, universe update or cleanup is recorded here.</${Empty}>`} />
        </${Panel}>`;
}

const RUN_COLUMNS = [
    { key: 'started_at', label: 'Started (UTC)', width: 156, value: row => millis(row.started_at), align: 'start', render: row => html`<span class="num">${dateTime(row.started_at)}</span>` },
    { key: 'outcome', label: 'Outcome', width: 104, render: row => html`<${Outcome} task=${row} />` },
    { key: 'seconds', label: 'Duration', align: 'end', width: 84, render: row => duration(row.seconds) },
    { key: 'counts', label: 'Counts and detail', least: 260, sortable: false, render: row => { const text = [readableTimes(row.detail), countsText(row.counts)].filter(Boolean).join(' · '); return html`<span title=${text}>${text}</span>`; } },
];

const nextText = due => (millis(due) > Date.now() && ago(due) !== 'now' ? 'next ' + ago(due) : 'due now');

/** The runs of one task, newest first. */
export function TaskDetail({ process, task }) {
    const { data, error, reload } = useQuery('tasks/runs', { process, limit: 200 }, { interval: 15_000, keep: false });
    const summary = useQuery('tasks', {}, { interval: 30_000 }).data?.tasks?.find(one => one.process === process);
    const last = task ?? summary;
    return html`
        <div class="detail-head">
            ${last && html`<${Outcome} task=${last} />`}
            ${summary && html`<span class="muted num">${integer(summary.runs_24h)} runs in 24 h, <span class=${summary.failed_24h ? 'bad-text' : ''}>${integer(summary.failed_24h)} failed</span>, median ${duration(summary.median_seconds)}${summary.next_due ? `, ${nextText(summary.next_due)}` : ''}</span>`}
            <span class="grow"></span>
            ${isRunnable(process) && html`<${ActionButton} action="run" target=${process} small=${false} />`}
        </div>
        ${last?.detail && html`<p class=${'notice ' + (kindOf(last.outcome) === 'ok' ? '' : kindOf(last.outcome))}>${readableTimes(last.detail)}</p>`}
        ${error && html`<${ErrorBox} error=${error} retry=${reload} />`}
        ${!data && !error && html`<${Skeleton} lines=${8} />`}
        ${data && html`
            <${RunStrip} runs=${data.runs} />
            <div class="drawer-table">
                <${Table} label=${'Runs of ' + process} columns=${RUN_COLUMNS} rows=${data.runs} rowKey=${row => String(row.id)} maxRows=${16}
                    empty=${html`<${Empty} title="No run is recorded" />`} />
            </div>
            ${data.next && html`<p class="muted">The newest ${integer(data.runs.length)} runs are shown.</p>`}`}`;
}

const STRIP_RUNS = 100;

/** The last runs, oldest at the left: the height is the duration, the colour the outcome. */
function RunStrip({ runs }) {
    const shown = runs.slice(0, STRIP_RUNS).reverse();
    const longest = shown.reduce((most, run) => Math.max(most, run.seconds ?? 0), 0) || 1;
    if (shown.length < 2) {
        return null;
    }
    return html`
        <figure class="run-strip">
            <svg viewBox=${`0 0 ${STRIP_RUNS * 6} 40`} preserveAspectRatio="none" role="img" aria-label=${`Durations of the last ${shown.length} runs, at most ${duration(longest)}`}>
                ${shown.map((run, index) => {
        const height = 4 + 36 * (run.seconds ?? 0) / longest;
        return html`<rect key=${run.id} class=${kindOf(run.outcome)} x=${(STRIP_RUNS - shown.length + index) * 6} y=${40 - height} width="4" height=${height} />`;
    })}
            </svg>
            <figcaption class="muted">Durations of the last ${shown.length} runs, at most ${duration(longest)}</figcaption>
        </figure>`;
}
