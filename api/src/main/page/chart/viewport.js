import { bucketLength } from './calendar.js';

const FEWEST_BARS = 8;
const FEWEST_USUAL_BARS = 40;
/** Pixels of a bar in the usual width. */
const USUAL_PIXELS = 7;

/**
 * The visible part of the time axis, in milliseconds. A bar occupies half a bucket to each side of its open time.
 * @typedef {{min: number, max: number}} View
 */

/**
 * The newest bars in the usual width, with some room on the right.
 *
 * @param {import('./bars.js').Bars} bars
 * @param {number} pixels width of the plot
 * @returns {View}
 */
export function usualView(bars, pixels) {
    const length = bucketLength(bars.timeframe);
    const whole = Math.round((bars.last - bars.first) / length) + 1;
    const count = Math.max(FEWEST_USUAL_BARS, Math.min(whole, Math.round(pixels / USUAL_PIXELS)));
    return { min: bars.last - (count - 0.5) * length, max: bars.last + Math.max(2, count * 0.04) * length };
}

/**
 * The bars from one moment to another.
 * @param {string} timeframe
 * @param {number} from
 * @param {number} to exclusive
 * @returns {View}
 */
export function rangeView(timeframe, from, to) {
    const half = bucketLength(timeframe) / 2;
    return { min: from - half, max: to - half };
}

/**
 * A view that is wider (factor above 1) or narrower, with the moment `anchor` where it was.
 * @param {View} view
 * @param {number} factor
 * @param {number} anchor
 * @returns {View}
 */
export function zoom(view, factor, anchor) {
    return { min: anchor - (anchor - view.min) * factor, max: anchor + (view.max - anchor) * factor };
}

/**
 * A view that is moved; positive is later.
 * @param {View} view
 * @param {number} shift milliseconds
 * @returns {View}
 */
export function pan(view, shift) {
    return { min: view.min + shift, max: view.max + shift };
}

/**
 * A view that shows at least a few buckets and overlaps the bars.
 * @param {View} view
 * @param {import('./bars.js').Bars} bars
 * @returns {View}
 */
export function clampView(view, bars) {
    const length = bucketLength(bars.timeframe);
    const whole = bars.last - bars.first + length;
    const width = Math.min(Math.max(view.max - view.min, FEWEST_BARS * length), Math.max(whole * 1.2, 60 * length));
    const earliest = bars.first - width * 0.5;
    const latest = bars.last + width * 0.5;
    const min = Math.min(Math.max(centred(view, width), earliest), latest - width * 0.25);
    return { min, max: min + width };
}

function centred(view, width) {
    return view.min + (view.max - view.min - width) / 2;
}
