import { change, compact, count, NONE, price } from '../lib/format.js';
import { OVERLAYS } from './overlays.js';
import { causeText, gapAt } from './marks.js';

function element(name, className, ...children) {
    const node = document.createElement(name);
    node.className = className;
    node.append(...children);
    return node;
}

/** The values of one bar, over the candles: prices first, then the overlays that are shown, then what is remarkable. */
export class Legend {
    #chart;
    #prices;
    #lines;
    #notes;

    /**
     * @param {HTMLElement} host
     * @param {object} chart
     */
    constructor(host, chart) {
        this.#chart = chart;
        this.#prices = element('div', 'chart-legend-prices');
        this.#lines = element('div', 'chart-legend-lines');
        this.#notes = element('div', 'chart-legend-notes');
        host.append(this.#prices, this.#lines, this.#notes);
    }

    /**
     * Shows the bar at an index.
     *
     * @param {number} index
     */
    show(index) {
        const { bars } = this.#chart;
        const row = bars.row(index);
        this.#prices.replaceChildren(...(row ? this.#priceItems(row) : [element('span', 'chart-legend-missing', 'No bar')]));
        this.#lines.replaceChildren(...(row ? this.#lineItems(row) : []), ...this.#comparedItems(index));
        this.#notes.replaceChildren(...this.#noteTexts(index, row).map(text => element('span', '', text)),
            ...this.#remarks().map(text => element('span', 'chart-legend-remark', text)));
    }

    #remarks() {
        const { isDense, notice } = this.#chart;
        return [isDense && 'Several bars share a pixel: their range is drawn', notice].filter(Boolean);
    }

    #priceItems(row) {
        const { digits } = this.#chart;
        const direction = row.close >= row.open ? 'is-up' : 'is-down';
        const items = ['open', 'high', 'low', 'close'].map(name =>
            element('span', '', element('i', '', name[0].toUpperCase()), element('b', direction, price(row[name], digits))));
        items.push(element('span', '', element('b', direction, change((row.close / row.open - 1) * 100))));
        items.push(element('span', '', element('i', '', 'Vol'), element('b', '', compact(row.volume))));
        if (row.closed === false) {
            items.push(element('span', 'chart-legend-open', 'in progress, not closed'));
        }
        return items;
    }

    #lineItems(row) {
        const { overlays, digits } = this.#chart;
        return OVERLAYS.filter(({ key, lines }) => lines.length > 0 && overlays.includes(key)).map(({ short, parameters, lines }) => {
            const values = lines.map(line => {
                const value = element('b', '', price(row[line.column], digits));
                value.title = line.label;
                value.style.color = `var(--chart-${line.column === 'st73' && row.st73 > row.close ? 'down' : line.colour})`;
                return value;
            });
            return element('span', '', element('i', '', short, element('span', 'chart-legend-parameters', ` ${parameters}`)), ...values);
        });
    }

    #comparedItems(index) {
        return this.#chart.compared.map((market, i) => {
            const label = element('i', '', market.market);
            label.style.color = `var(--chart-compare-${i + 1})`;
            return element('span', '', label, element('b', '', price(market.closes[index])));
        });
    }

    #noteTexts(index, row) {
        const { bars, marks, timeframe } = this.#chart;
        const open = bars.times[index];
        const notes = pointTexts(marks.points.filter(point => point.bucket === open));
        const gap = gapAt(marks, timeframe, open);
        if (gap) {
            const hours = Math.round((gap.to - gap.from) / 3_600_000);
            notes.unshift(`${count(hours, 'hour')} missing: ${causeText(gap.cause)}`);
        } else if (!row) {
            notes.unshift('No row in the database, and no cause recorded');
        }
        return notes;
    }
}

/** The text of a single mark, the numbers of several. */
function pointTexts(points) {
    if (points.length < 2) {
        return points.map(point => point.text);
    }
    const number = kind => points.filter(point => point.kind === kind).length;
    return [[number('quarantine'), 'quarantined row'], [number('revision'), 'revision']]
        .filter(([some]) => some > 0).map(([some, name]) => count(some, name));
}

/**
 * The value of a pane below the candles at a bar.
 *
 * @param {string} pane key of the pane
 * @param {object|null} row
 */
export function paneValue(pane, row) {
    if (!row) {
        return NONE;
    }
    if (pane === 'volume') {
        return row.volume_usd == null ? compact(row.volume) : `${compact(row.volume)} · $${compact(row.volume_usd)}`;
    }
    if (pane === 'rsi') {
        return row.rsi14?.toFixed(2) ?? NONE;
    }
    return `up ${row.td_seq_up ?? NONE} · down ${row.td_seq_down ?? NONE}`;
}
