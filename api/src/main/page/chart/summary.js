import { change, count, price } from '../lib/format.js';
import { momentLabel } from './axes.js';
import { firstValue } from './kinds.js';
import { extent } from './ranges.js';

/**
 * What a chart shows between two indices, as one sentence.
 *
 * @param {object} chart
 * @param {number} from
 * @param {number} to exclusive
 */
export function summaryOf({ bars, marks, view, market, digits }, from, to) {
    const { close, high, low } = bars.columns;
    const first = firstValue(close, from, to);
    if (first === null) {
        return `${market}, ${bars.timeframe}: no bars in view`;
    }
    const last = close.slice(from, to).findLast(value => value !== null);
    const [, highest] = extent([high], from, to);
    const [lowest] = extent([low], from, to);
    const gaps = marks.gaps.filter(gap => gap.to > view.min && gap.from < view.max).length;
    return `${market}, ${bars.timeframe} candles, ${momentLabel(bars.times[from])} to ${momentLabel(bars.times[to - 1])} UTC, `
        + `${count(to - from, 'bar')}, close ${price(last, digits)}, ${change((last / first - 1) * 100)}, `
        + `high ${price(highest, digits)}, low ${price(lowest, digits)}, ${count(gaps, 'gap')}`;
}

/**
 * The bar under the crosshair as one sentence.
 *
 * @param {number} time
 * @param {object|null} row
 */
export function sentenceOf(time, row) {
    if (!row) {
        return `${momentLabel(time)}: no bar`;
    }
    const state = row.closed === false ? ', in progress' : '';
    return `${momentLabel(time)}${state}: open ${row.open}, high ${row.high}, low ${row.low}, close ${row.close}, RSI ${row.rsi14?.toFixed(1) ?? 'none yet'}`;
}

/**
 * What is drawn between two indices, as the API returned it.
 *
 * @param {object} chart
 * @param {number} from
 * @param {number} to exclusive
 */
export function dataOf({ bars, market, view }, from, to) {
    const rows = Array.from({ length: to - from }, (unused, i) => bars.row(from + i)).filter(row => row !== null);
    return {
        market, timeframe: bars.timeframe, from: new Date(view.min).toISOString(), to: new Date(view.max).toISOString(),
        bars: rows.map(row => ({ ...row })),
    };
}
