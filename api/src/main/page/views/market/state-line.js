import { html } from '../../lib/html.js';
import { change, count, integer, minute, NONE, price, words } from '../../lib/format.js';
import { Badge } from '../../lib/ui.js';

const KINDS = { LIVE: 'ok', BACKFILLING: 'info', HALTED: 'warn', DELISTED: 'off' };

/**
 * State of a market in one line; what can be looked into is a link or opens the list of marks.
 *
 * @param {{about: object, onShowMarks: () => void}} props `about` as of `GET market`
 */
export function StateLine({ about, onShowMarks }) {
    const lag = about.lag_hours ?? 0;
    const missing = about.missing ?? 0;
    return html`
        <dl class="state-line">
            <div><dt class="sr">State</dt><dd><${Badge} kind=${KINDS[about.state] ?? 'off'}>${about.state ? words(about.state) : 'no ledger'}</${Badge}></dd></div>
            <div><dt>Newest hour</dt><dd class="num">${about.newest ? minute(about.newest) : NONE}</dd></div>
            <div><dt>Lag</dt><dd class=${`num ${lag > 2 ? 'warn-text' : ''}`}>${integer(about.lag_hours)} h</dd></div>
            <div><dt>Missing</dt><dd>${missing > 0
                ? html`<button type="button" class="link-button num" onClick=${onShowMarks}>${count(missing, 'hour')}</button>`
                : html`<span class="num">0</span>`}</dd></div>
            ${about.quarantined > 0 && html`<div><dt>Quarantined</dt><dd><button type="button" class="link-button num" onClick=${onShowMarks}>${integer(about.quarantined)}</button></dd></div>`}
            <div><dt>Rank</dt><dd class="num">${about.rank ? `#${integer(about.rank)}` : NONE}</dd></div>
            <div class="state-reason"><dt>${about.tracked ? 'Tracked' : 'Not tracked'}</dt><dd title=${about.reason}>
                <a href=${`/universe?q=${encodeURIComponent(about.asset)}`}>${about.reason || NONE}</a></dd></div>
        </dl>`;
}

/**
 * Price of the newest bar and its change within the bar; only the price while a range of the past is shown.
 *
 * @param {{row: object|null, close: number|null}} props
 */
export function LastPrice({ row, close }) {
    return html`
        <span class="last-price num">
            <b>${price(row?.close ?? close)}</b>
            ${row && html`<span class=${row.close >= row.open ? 'up' : 'down'}>${change((row.close / row.open - 1) * 100)}</span>`}
        </span>`;
}
