import { html } from '../../lib/html.js';
import { marketHref } from '../../lib/router.js';
import { Icon, MarketPicker } from '../../lib/ui.js';
import { LastPrice, StateLine } from './state-line.js';

/**
 * The chosen market with its price and state, and the markets it is compared with.
 *
 * @param {{address: import('./address.js').MarketAddress, change: (changes: object) => void, about: object|null,
 *     error: Error|null, newest: object|null, onShowMarks: () => void}} props
 */
export function MarketHead({ address, change, about, error, newest, onShowMarks }) {
    const { market, compare } = address;
    return html`
        <header class="market-head">
            <div class="market-title">
                <${MarketPicker} label="Market of the chart" value=${market} onPick=${picked => change({ market: picked, from: null, to: null })} />
                <${LastPrice} row=${newest} close=${about?.close ?? null} />
                ${compare.map((other, i) => html`
                    <span class=${`compare-chip compare-chip-${i + 1}`} key=${other}>
                        <a href=${marketHref(other)}>${other}</a>
                        <button type="button" aria-label=${`Do not compare with ${other}`} onClick=${() => change({ compare: compare.filter(one => one !== other) })}><${Icon} name="close" /></button>
                    </span>`)}
            </div>
            ${about && html`<${StateLine} about=${about} onShowMarks=${onShowMarks} />`}
            ${!about && error && html`<p class="state-line bad-text">${error.detail || error.message}</p>`}
            ${!about && !error && html`<p class="state-line muted">Loading the state</p>`}
        </header>`;
}
