import { TIMEFRAMES } from '../../chart/calendar.js';
import { parseSort } from '../../lib/table.js';

/** Columns shown without a choice. */
export const USUAL_COLUMNS = ['close', 'change_pct', 'volume_usd', 'rsi14', 'diff_ema200_pct', 'bbw202', 'td_seq_up', 'td_seq_down', 'high_low_range_pct'];

/** Columns of every market that are no indicators. */
export const ROW_COLUMNS = [
    { name: 'rank', unit: '', description: 'Rank of the base by market capitalisation' },
    { name: 'open', unit: 'quote', description: 'First price of the bar' },
    { name: 'high', unit: 'quote', description: 'Highest price of the bar' },
    { name: 'low', unit: 'quote', description: 'Lowest price of the bar' },
    { name: 'close', unit: 'quote', description: 'Last price of the bar' },
    { name: 'volume', unit: 'base', description: 'Traded volume of the bar, in units of the base' },
    { name: 'change_pct', unit: 'percent', description: 'Change of the close against the close of the bar before' },
    { name: 'age_bars', unit: 'bars', description: 'How many bars of this timeframe have closed since this one' },
];

/** Lists that are often wanted. */
export const PRESETS = [
    { label: 'Oversold', filters: ['rsi14<30'], sort: 'rsi14', columns: ['close', 'change_pct', 'rsi14', 'diff_ema200_pct', 'bbl202', 'volume_usd'] },
    { label: 'Near upper band', filters: ['close>=bbu202'], sort: '-bbw202', columns: ['close', 'change_pct', 'bbm202', 'bbu202', 'bbw202', 'rsi14', 'volume_usd'] },
    { label: 'TD 9 up', filters: ['td_seq_up>=9'], sort: '-td_seq_up', columns: ['close', 'change_pct', 'td_seq_up', 'rsi14', 'volume_usd'] },
    { label: 'TD 9 down', filters: ['td_seq_down>=9'], sort: '-td_seq_down', columns: ['close', 'change_pct', 'td_seq_down', 'rsi14', 'volume_usd'] },
    { label: 'Above EMA 200', filters: ['close>ema200'], sort: '-diff_ema200_pct', columns: ['close', 'change_pct', 'ema200', 'diff_ema200_pct', 'rsi14', 'volume_usd'] },
    { label: 'High volume', filters: ['volume_usd>1000000'], sort: '-volume_usd', columns: ['close', 'change_pct', 'volume_usd', 'high_low_range_pct', 'rsi14'] },
];

/**
 * @typedef {object} ScreenerAddress
 * @property {string} timeframe
 * @property {string[]} filters as the API takes them, `rsi14<30`
 * @property {{key: string, descending: boolean}|null} sort
 * @property {string[]} columns
 * @property {string} exchange '' for all
 * @property {string} kind '' for all
 * @property {string} q part of a name
 */

/**
 * @param {URL} url
 * @returns {ScreenerAddress}
 */
export function readAddress(url) {
    const get = name => url.searchParams.get(name) ?? '';
    return {
        timeframe: TIMEFRAMES.includes(get('timeframe')) ? get('timeframe') : '1h',
        filters: url.searchParams.getAll('filter').filter(text => text !== ''),
        sort: parseSort(get('sort') || '-volume_usd'),
        columns: get('columns') ? get('columns').split(',') : USUAL_COLUMNS,
        exchange: get('exchange'),
        kind: get('kind'),
        q: get('q'),
    };
}
