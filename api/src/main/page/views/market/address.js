import { TIMEFRAMES } from '../../chart/calendar.js';
import { DEFAULT_OVERLAYS, DEFAULT_PANES, OVERLAYS, PANES } from '../../chart/overlays.js';

/** What the address has for an empty list, because no parameter means the default. */
const NOTHING = 'none';
/** So many other markets can be compared with the one of the chart. */
export const MOST_COMPARED = 3;

/**
 * What the market view shows, as its address has it.
 *
 * @typedef {object} MarketAddress
 * @property {string} market `exchange:asset`, or ''
 * @property {string} timeframe
 * @property {number|null} from milliseconds; null: the newest bars in the usual width
 * @property {number|null} to exclusive; null: the view follows the newest bar
 * @property {string[]} overlays
 * @property {string[]} panes
 * @property {string[]} compare other markets
 * @property {boolean} isLog
 * @property {string} side the open tab of the panel at the side, or ''
 */

/**
 * @param {URL} url
 * @returns {MarketAddress}
 */
export function readAddress(url) {
    const get = name => url.searchParams.get(name) ?? '';
    const timeframe = get('timeframe');
    const market = get('market');
    return {
        market,
        timeframe: TIMEFRAMES.includes(timeframe) ? timeframe : '1h',
        from: moment(get('from')),
        to: moment(get('to')),
        overlays: chosen(get('overlays'), OVERLAYS, DEFAULT_OVERLAYS),
        panes: chosen(get('panes'), PANES, DEFAULT_PANES),
        compare: [...new Set(url.searchParams.getAll('compare'))].filter(other => other && other !== market).slice(0, MOST_COMPARED),
        isLog: get('scale') === 'log',
        side: get('side'),
    };
}

function moment(value) {
    const time = Date.parse(value);
    return Number.isNaN(time) ? null : time;
}

function chosen(value, known, usual) {
    return value === '' ? usual : known.map(one => one.key).filter(key => value.split(',').includes(key));
}

/**
 * The value of a parameter for a list of keys; null where it is the default.
 *
 * @param {string[]} keys
 * @param {string[]} usual
 */
export function listParameter(keys, usual) {
    return [...keys].sort().join() === [...usual].sort().join() ? null : keys.join() || NOTHING;
}

/**
 * A moment as the address has it: to the minute, in UTC.
 *
 * @param {number|null} time
 */
export function momentParameter(time) {
    return time === null ? null : `${new Date(time).toISOString().slice(0, 16)}Z`;
}
