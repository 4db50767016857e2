import { MOST_BARS } from '../../chart/bars.js';
import { bucketLength, TIMEFRAMES } from '../../chart/calendar.js';

const DAY = 86_400_000;

/** Ranges that end with the newest bar; without days: everything. */
export const PRESETS = [
    { key: '1d', label: '1D', title: 'One day', days: 1 },
    { key: '1w', label: '1W', title: 'One week', days: 7 },
    { key: '1m', label: '1M', title: 'One month', days: 30 },
    { key: '3m', label: '3M', title: 'Three months', days: 91 },
    { key: '1y', label: '1Y', title: 'One year', days: 365 },
    { key: 'all', label: 'All', title: 'Everything', days: null },
];

/**
 * Start of a preset, and the timeframe in which it fits the number of bars that are kept and shows at least a few.
 *
 * @param {{days: number|null}} preset
 * @param {string} timeframe that is shown now
 * @param {number} newest
 * @param {number|null} oldest of the market
 * @returns {{from: number, timeframe: string}}
 */
export function presetRange({ days }, timeframe, newest, oldest) {
    const from = days === null ? oldest ?? newest - 10 * 365 * DAY : newest - days * DAY;
    const count = length => (newest - from) / length;
    const index = TIMEFRAMES.indexOf(timeframe);
    const isTooLong = count(bucketLength(timeframe)) > MOST_BARS;
    const longer = TIMEFRAMES.slice(index).find(one => count(bucketLength(one)) <= MOST_BARS);
    const shorter = TIMEFRAMES.slice(0, index + 1).findLast(one => count(bucketLength(one)) >= 6) ?? TIMEFRAMES[0];
    return { from, timeframe: isTooLong ? longer ?? '1m' : shorter };
}
