/**
 * What can be drawn over the candles.
 *
 * @typedef {object} Overlay
 * @property {string} key its name in the address of the page
 * @property {string} [short] its name in the legend
 * @property {string} [parameters] beside it where there is room
 * @property {string} label
 * @property {{column: string, label: string, colour: string, width?: number, dash?: number[]}[]} lines
 */

/** @type {Overlay[]} */
export const OVERLAYS = [
    {
        key: 'ema', short: 'EMA', parameters: '10·36·200', label: 'EMA 10 · 36 · 200', lines: [
            { column: 'ema10', label: 'EMA 10', colour: 'ema10' },
            { column: 'ema36', label: 'EMA 36', colour: 'ema36' },
            { column: 'ema200', label: 'EMA 200', colour: 'ema200', width: 1.5 },
        ],
    },
    { key: 'sma', short: 'SMA', parameters: '200', label: 'SMA 200', lines: [{ column: 'sma200', label: 'SMA 200', colour: 'sma200', dash: [6, 3] }] },
    { key: 'ehma', short: 'EHMA', parameters: '180', label: 'EHMA 180', lines: [{ column: 'ehma180', label: 'EHMA 180', colour: 'ehma180', width: 1.5 }] },
    {
        key: 'bb', short: 'BB', parameters: '20·2', label: 'Bollinger 20 · 2', lines: [
            { column: 'bbl202', label: 'BB lower', colour: 'bb' },
            { column: 'bbm202', label: 'BB middle', colour: 'bb', dash: [3, 3] },
            { column: 'bbu202', label: 'BB upper', colour: 'bb' },
        ],
    },
    { key: 'st', short: 'ST', parameters: '7·3', label: 'Supertrend 7 · 3', lines: [{ column: 'st73', label: 'Supertrend', colour: 'up', width: 2 }] },
    { key: 'td', label: 'TD counts at bars', lines: [] },
];

/** All lines over the candles in the order in which they are drawn, the bands first. */
export const LINES = ['bb', 'sma', 'ehma', 'ema', 'st'].flatMap(key =>
    OVERLAYS.find(overlay => overlay.key === key).lines.map(line => ({ ...line, overlay: key })));

/** The panes below the candles: their name in the address of the page, and their label. */
export const PANES = [
    { key: 'volume', label: 'Volume' },
    { key: 'rsi', label: 'RSI 14' },
    { key: 'td', label: 'TD sequential' },
];

/** What a market is opened with. */
export const DEFAULT_OVERLAYS = ['ema', 'bb', 'st'];
export const DEFAULT_PANES = ['volume', 'rsi'];
