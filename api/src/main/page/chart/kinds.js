import { candlePaths, columnPaths, drawUnclosed } from './candles.js';
import { fillBetween, linePaths, sidePaths } from './lines.js';
import { drawCounts, drawGaps, drawPoints } from './marks.js';
import { LINES } from './overlays.js';
import { FONT_FAMILY } from './palette.js';
import { extent, priceRange } from './ranges.js';
import { priceSplits } from './axes.js';
import { change, compact, price } from '../lib/format.js';

/** Colours of the compared markets, by their position. */
const COMPARE_COLOURS = ['compare-1', 'compare-2', 'compare-3'];

/** Of the label on the axis, in CSS pixels. */
const LAST_PRICE_HEIGHT = 18;

/**
 * The pane of the candles, with the overlays and the compared markets.
 * A compared market is drawn with its own closes on its own scale, so that equal percentages since the first bar in view
 * are at equal heights.
 *
 * @param {object} chart
 * @returns {import('./pane.js').PaneKind}
 */
export function pricePane(chart) {
    const barsOf = () => chart.bars;
    const lengthOf = () => chart.length;
    const sides = () => chart.palette;
    const lines = LINES.map(line => ({
        label: line.label,
        stroke: () => chart.palette[line.colour],
        width: line.width ?? 1,
        dash: line.dash,
        show: chart.overlays.includes(line.overlay),
        paths: line.column === 'st73' ? sidePaths(barsOf, sides) : linePaths(),
    }));
    const compared = chart.compared.map((market, i) => ({
        label: market.market, stroke: () => chart.palette[COMPARE_COLOURS[i]], width: 1.75, scale: `compare${i}`, paths: linePaths(),
    }));
    const position = column => 1 + LINES.findIndex(line => line.column === column);
    const percentOf = value => (value / chart.base - 1) * 100;
    return {
        key: 'price',
        scale: 'y',
        isLog: chart.isLog,
        series: [...lines, { label: 'Candles', width: 0, paths: candlePaths(barsOf, lengthOf, sides) }, ...compared],
        dataOf: bars => [...LINES.map(line => bars.columns[line.column]), bars.columns.close, ...chart.compared.map(market => market.closes)],
        rangesOf: (from, to) => priceRanges(chart, from, to),
        splits: (min, max, height) => chart.compared.length > 0
            ? priceSplits(percentOf(min), percentOf(max), height, false).map(percent => chart.base * (1 + percent / 100))
            : priceSplits(min, max, height, chart.isLog),
        format: value => chart.compared.length > 0 ? change(percentOf(value), 1) : price(value, chart.digits),
        labels: (splits, plot) => {
            const decimals = decimalsOf(splits, chart.digits);
            return splits.map(value => isUnderLastPrice(value, plot, chart) ? ''
                : chart.compared.length > 0 ? change(percentOf(value), 0) : price(value, decimals));
        },
        drawBehind: plot => {
            drawGaps(plot, chart, chart.fontSize);
            if (chart.overlays.includes('bb')) {
                fillBetween(plot, position('bbu202'), position('bbl202'), chart.palette['bb-fill']);
            }
        },
        drawOver: plot => {
            drawUnclosed(plot, chart.bars, chart.length, chart.palette);
            if (chart.overlays.includes('td')) {
                drawCounts(plot, chart);
            }
            drawLastPrice(plot, chart);
            drawPoints(plot, chart.marks, chart.palette);
        },
    };
}

/** Decimals with which round values are distinct, at most `most`. */
function decimalsOf(values, most) {
    const decimals = values.map(value => (value.toFixed(most).split('.')[1] ?? '').replace(/0+$/, '').length);
    return Math.max(0, ...decimals);
}

function priceRanges(chart, from, to) {
    const { columns } = chart.bars;
    const candles = extent([columns.low, columns.high], from, to) ?? [0.99, 1.01];
    if (chart.compared.length === 0) {
        const shown = LINES.filter(line => chart.overlays.includes(line.overlay)).map(line => columns[line.column]);
        return { y: priceRange(candles, extent(shown, from, to), chart.isLog) };
    }
    const bases = [chart.base, ...chart.compared.map(market => firstValue(market.closes, from, to) ?? 1)];
    const shares = [candles, ...chart.compared.map(market => extent([market.closes], from, to))]
        .map((range, i) => range?.map(value => value / bases[i])).filter(Boolean);
    const [low, high] = priceRange([Math.min(...shares.map(share => share[0])), Math.max(...shares.map(share => share[1]))], null, chart.isLog);
    const entries = bases.map((base, i) => [i ? `compare${i - 1}` : 'y', [base * low, base * high]]);
    return Object.fromEntries(entries);
}

/**
 * The first value between two indices, or null.
 *
 * @param {(number|null)[]} values
 * @param {number} from
 * @param {number} to exclusive
 */
export function firstValue(values, from, to) {
    for (let i = from; i < to; i++) {
        if (values[i] !== null) {
            return values[i];
        }
    }
    return null;
}

/**
 * Width in CSS pixels in which the highest price fits.
 *
 * @param {object} chart
 */
export function widthOfAxis({ bars: { columns, times }, digits, fontSize }) {
    const highest = extent([columns.high], 0, times.length)?.[1] ?? 1;
    return Math.max(56, Math.ceil(price(highest, digits).length * fontSize * 0.6) + 16);
}

/** The close of the newest bar, or null. */
function lastPrice({ bars }) {
    return bars.row(bars.times.length - 1)?.close ?? null;
}

/** Whether the label of a value would stand behind that of the last price. */
function isUnderLastPrice(value, plot, chart) {
    const last = lastPrice(chart);
    return last !== null && Math.abs(plot.valToPos(value, 'y') - plot.valToPos(last, 'y')) < LAST_PRICE_HEIGHT / 2 + chart.fontSize / 2;
}

function drawLastPrice(plot, chart) {
    const { bars, palette } = chart;
    const row = bars.row(bars.times.length - 1);
    if (lastPrice(chart) === null) {
        return;
    }
    const { ctx, bbox } = plot;
    const ratio = devicePixelRatio;
    const y = Math.round(plot.valToPos(row.close, 'y', true));
    if (y < bbox.top || y > bbox.top + bbox.height) {
        return;
    }
    const colour = row.close >= row.open ? palette.up : palette.down;
    const right = bbox.left + bbox.width;
    ctx.strokeStyle = colour;
    ctx.lineWidth = Math.max(1, Math.round(ratio));
    ctx.setLineDash([2 * ratio, 3 * ratio]);
    ctx.beginPath();
    ctx.moveTo(bbox.left, y + ctx.lineWidth % 2 / 2);
    ctx.lineTo(right, y + ctx.lineWidth % 2 / 2);
    ctx.stroke();
    ctx.setLineDash([]);
    ctx.fillStyle = colour;
    ctx.fillRect(right, y - LAST_PRICE_HEIGHT / 2 * ratio, chart.axisWidth * ratio, LAST_PRICE_HEIGHT * ratio);
    ctx.fillStyle = palette.surface;
    ctx.font = `600 ${chart.fontSize * ratio}px ${FONT_FAMILY}`;
    ctx.textAlign = 'left';
    ctx.textBaseline = 'middle';
    ctx.fillText(chart.priceLabel(row.close), right + 8 * ratio, y + ratio / 2);
}

const BUILDERS = {
    volume: chart => ({
        series: [{
            label: 'Volume', width: 0,
            paths: columnPaths(() => chart.bars, () => chart.length, (values, i) => chart.bars.columns.close[i] >= chart.bars.columns.open[i],
                () => ({ up: chart.palette['volume-up'], down: chart.palette['volume-down'] })),
        }],
        dataOf: bars => [bars.columns.volume],
        rangesOf: (from, to) => ({ volume: [0, (extent([chart.bars.columns.volume], from, to)?.[1] || 1) * 1.1] }),
        splits: (min, max, height) => priceSplits(min, max, height, false, 36).filter(value => value > 0),
        format: value => compact(value),
    }),
    rsi: chart => ({
        series: [{ label: 'RSI 14', stroke: () => chart.palette.rsi, width: 1.25, paths: linePaths() }],
        dataOf: bars => [bars.columns.rsi14],
        rangesOf: () => ({ rsi: [0, 100] }),
        splits: () => [30, 50, 70],
        format: value => value.toFixed(Number.isInteger(value) ? 0 : 1),
        drawBehind: plot => drawLimits(plot, 'rsi', [30, 70], chart.palette, true),
    }),
    td: chart => ({
        mirrored: 'td-down',
        series: ['td_seq_up', 'td_seq_down'].map(column => ({
            label: column, width: 0, scale: column === 'td_seq_up' ? 'td' : 'td-down',
            paths: columnPaths(() => chart.bars, () => chart.length, () => column === 'td_seq_up', () => countColours(chart.palette)),
        })),
        dataOf: bars => [bars.columns.td_seq_up, bars.columns.td_seq_down],
        rangesOf: () => ({ td: [-14, 14], 'td-down': [-14, 14] }),
        splits: () => [-9, 0, 9],
        format: value => String(Math.abs(Math.round(value))),
        drawBehind: plot => drawLimits(plot, 'td', [-9, 9], chart.palette, false),
    }),
};

function countColours(palette) {
    return { up: palette.up, down: palette.down };
}

/**
 * A pane below the candles.
 *
 * @param {object} chart
 * @param {string} key of `PANES`
 * @returns {import('./pane.js').PaneKind}
 */
export function lowerPane(chart, key) {
    const kind = { key, scale: key, ...BUILDERS[key](chart) };
    const behind = kind.drawBehind;
    kind.drawBehind = plot => {
        drawGaps(plot, chart, null);
        behind?.(plot);
    };
    return kind;
}

function drawLimits(plot, scale, limits, palette, isFilled) {
    const { ctx, bbox } = plot;
    const [low, high] = limits.map(value => Math.round(plot.valToPos(value, scale, true)) + 0.5);
    if (isFilled) {
        ctx.fillStyle = palette.rsi;
        ctx.globalAlpha = 0.06;
        ctx.fillRect(bbox.left, high, bbox.width, low - high);
        ctx.globalAlpha = 1;
    }
    ctx.strokeStyle = palette.limit;
    ctx.lineWidth = 1;
    ctx.setLineDash([4 * devicePixelRatio, 4 * devicePixelRatio]);
    ctx.beginPath();
    for (const y of [low, high]) {
        ctx.moveTo(bbox.left, y);
        ctx.lineTo(bbox.left + bbox.width, y);
    }
    ctx.stroke();
}
