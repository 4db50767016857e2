import { useState } from 'preact/hooks';
import { html } from '../lib/html.js';
import { verdictOf } from '../lib/shell.js';
import { Badge, Icon, Stat } from '../lib/ui.js';
import { clock, compact, count, duration, integer, readableTimes } from '../lib/format.js';
import { detailHref, freshnessKind, venuesOf } from './states.js';

const SHOWN = 5;
const sum = (rows, key) => rows.reduce((total, row) => total + (row[key] ?? 0), 0);

/** The verdict with the problems in order, and the numbers that lead to the details. */
export function Verdict({ data, error, at }) {
    const verdict = error ? { kind: 'off', text: error.status === 0 ? 'No connection' : 'No answer' } : verdictOf(data);
    const problems = data.problems ?? [];
    return html`
        <section class=${'verdict ' + verdict.kind} aria-label="Verdict">
            <div class="verdict-head">
                <span class="verdict-mark" aria-hidden="true"><${Icon} name=${{ ok: 'check', warn: 'warn', bad: 'bad', off: 'info' }[verdict.kind]} /></span>
                <div class="verdict-text">
                    <h1>${verdict.text}</h1>
                    <p>${error ? `${error.status === 0 ? 'The server is not reached' : error.message}. Everything below is as of ${clock(at)} UTC.` : sentence(data)}</p>
                </div>
                <${Numbers} data=${data} />
            </div>
            ${problems.length > 0 && html`<${Problems} problems=${problems} data=${data} />`}
        </section>`;
}

function sentence(data) {
    const { sources, problems } = data;
    if (problems.length > 0) {
        const parts = new Set(problems.map(problem => problem.part));
        return `${count(problems.length, 'problem')} in ${count(parts.size, 'part')}`;
    }
    const venues = venuesOf(sources);
    if (venues.length === 0) {
        return 'Nothing is tracked yet: no source has a market.';
    }
    const paused = sources.filter(source => source.paused).length;
    return `${integer(sum(sources, 'live'))} of ${count(sum(sources, 'markets'), 'market')} live on ${count(venues.length, 'venue')}`
        + (paused ? `, ${paused} paused` : '');
}

function Numbers({ data }) {
    const { sources, dead_letters: letters, quarantine, gaps, topics } = data;
    const running = sources.filter(source => !source.paused && source.freshness_seconds !== null);
    const oldest = running.reduce((worst, source) => (!worst || source.freshness_seconds > worst.freshness_seconds ? source : worst), null);
    const dead = sum(letters, 'letters');
    const rate = sum(topics, 'rate_per_minute');
    const lag = data.lag.reduce((most, row) => Math.max(most, row.records ?? 0), 0);
    return html`
        <div class="verdict-stats">
            <${Stat} label="Oldest source" href=${oldest ? detailHref('source', oldest.exchange) : undefined} title=${oldest ? `${oldest.exchange}: objective ${duration(oldest.objective_seconds)}` : undefined}
                value=${duration(oldest?.freshness_seconds)} kind=${oldest ? alarm(freshnessKind(oldest.freshness_seconds, oldest.objective_seconds)) : ''} />
            <${Stat} label="Records" value=${compact(rate)} unit="/min" href=${detailHref('topics')} />
            <${Stat} label="Largest lag" value=${compact(lag)} href=${detailHref('topics')} />
            <${Stat} label="Missing hours" value=${integer(gaps?.missing_hours)} kind=${gaps?.missing_hours ? 'warn' : ''} href=${detailHref('gaps')} />
            <${Stat} label="Quarantined" value=${integer(quarantine?.rows)} kind=${quarantine?.rows ? 'warn' : ''} href=${detailHref('quarantine')} />
            <${Stat} label="Dead letters" value=${integer(dead)} kind=${dead ? 'bad' : ''} href=${detailHref('dead-letters')} />
        </div>`;
}

/** Only what is out of bounds is coloured. */
const alarm = kind => (kind === 'ok' ? '' : kind);

function Problems({ problems, data }) {
    const [all, setAll] = useState(false);
    const shown = all ? problems : problems.slice(0, SHOWN);
    return html`
        <ul class="problems" aria-label="Problems">
            ${shown.map(problem => html`
                <li key=${problem.part + problem.text}>
                    <a href=${problemHref(problem, data)}>
                        <${Badge} kind=${problem.severity === 'down' ? 'bad' : 'warn'}>${problem.severity === 'down' ? 'Down' : 'Degraded'}</${Badge}>
                        <span class="problem-part">${problem.part}</span>
                        <span class="problem-text">${problemText(problem)}</span>
                        <${Icon} name="chevron" />
                    </a>
                </li>`)}
            ${problems.length > SHOWN && html`
                <li><button type="button" class="problems-more" onClick=${() => setAll(!all)}>${all ? 'Show fewer' : `Show ${problems.length - SHOWN} more`}</button></li>`}
        </ul>`;
}

/** The text without the name that stands beside it. */
function problemText({ part, text }) {
    return readableTimes(text.startsWith(part + ': ') ? text.slice(part.length + 2) : text);
}

/** The detail of the part where there is one, otherwise the panel that the API names. */
function problemHref({ part, view }, data) {
    if (data.sources.some(source => source.exchange === part)) {
        return detailHref('source', part);
    }
    if (data.connectors.some(connector => connector.name === part)) {
        return detailHref('connector', part);
    }
    if (data.tasks.some(task => task.process === part)) {
        return detailHref('task', part);
    }
    if (data.dead_letters.some(letters => letters.topic === part)) {
        return detailHref('dead-letters', part);
    }
    return !view ? '/' : view.startsWith('#') ? '/' + view : view;
}
