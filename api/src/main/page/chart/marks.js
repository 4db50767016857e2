import { bucketOf, nextBucket } from './calendar.js';
import { price } from '../lib/format.js';
import { barGeometry } from './candles.js';
import { FONT_FAMILY } from './palette.js';

/**
 * What is remarkable about the hours of a market: ranges without bars, quarantined rows and revised candles.
 *
 * @typedef {{from: number, to: number, cause: string}} GapMark
 * @typedef {{time: number, bucket: number, kind: 'quarantine'|'revision', text: string}} PointMark
 * @typedef {{gaps: GapMark[], points: PointMark[]}} Marks
 */

/** @type {Marks} */
export const NO_MARKS = { gaps: [], points: [] };

const CAUSES = {
    not_requested: 'not requested yet', empty: 'the venue returned no row', bad_rows: 'bad rows, quarantined',
    unreadable: 'unreadable response', not_available: 'not served by the venue any more', no_trade: 'no trades, confirmed',
};

/**
 * The cause of a gap in words.
 *
 * @param {string} cause
 */
export function causeText(cause) {
    return CAUSES[cause] ?? cause.replaceAll('_', ' ');
}

/**
 * Marks from the answers of `GET gaps`, `GET quarantine` and `GET revisions`.
 *
 * @param {string} timeframe
 * @param {object[]} gaps
 * @param {object[]} quarantined
 * @param {object[]} revisions
 * @returns {Marks} points in the order of time
 */
export function marksOf(timeframe, gaps, quarantined, revisions) {
    const point = (kind, timestamp, text) => {
        const time = Date.parse(timestamp);
        return { kind, time, bucket: bucketOf(timeframe, time), text };
    };
    const points = [
        ...quarantined.filter(row => row.timestamp).map(row => point('quarantine', row.timestamp, `Quarantined: ${row.reason}`)),
        ...revisions.map(row => point('revision', row.timestamp, revisionText(row))),
    ];
    return {
        gaps: gaps.map(gap => ({ from: Date.parse(gap.from), to: Date.parse(gap.to), cause: gap.cause })),
        points: points.sort((a, b) => a.time - b.time),
    };
}

function revisionText(row) {
    const later = row.replaced_by;
    return later
        ? `Revision ${row.revision} replaced by ${later.revision}: close ${price(row.close)} → ${price(later.close)}`
        : `Revision ${row.revision}: close ${price(row.close)}`;
}

/**
 * The gap that covers a part of a bucket, or undefined.
 *
 * @param {Marks} marks
 * @param {string} timeframe
 * @param {number} open open time of the bucket
 */
export function gapAt(marks, timeframe, open) {
    const end = nextBucket(timeframe, open);
    return marks.gaps.find(gap => gap.from < end && gap.to > open);
}

/**
 * Draws hatched bands where hours are missing; behind the bars.
 *
 * @param {object} plot the uPlot instance
 * @param {object} chart
 * @param {number|null} fontSize of length and cause, where there is room for them; null: without
 */
export function drawGaps(plot, { marks, length, palette }, fontSize) {
    const { ctx, bbox } = plot;
    const right = bbox.left + bbox.width;
    const x = time => plot.valToPos(time - length / 2, 'x', true);
    for (const gap of marks.gaps) {
        const from = Math.max(bbox.left, Math.floor(x(gap.from)));
        const to = Math.min(right, Math.max(Math.ceil(x(gap.to)), Math.floor(x(gap.from)) + 2 * devicePixelRatio));
        if (from < right && to > bbox.left) {
            const colour = isExplained(gap) ? palette['gap-empty'] : palette.gap;
            hatch(ctx, from, bbox.top, to - from, bbox.height, colour);
            if (fontSize !== null) {
                caption(ctx, gap, from, to, bbox, fontSize, colour);
            }
        }
    }
}

/** Hours that exist nowhere any more; nothing is expected to fill them. */
function isExplained(gap) {
    return gap.cause === 'not_available' || gap.cause === 'no_trade';
}

function caption(ctx, gap, from, to, bbox, fontSize, colour) {
    const lines = [`${Math.round((gap.to - gap.from) / 3_600_000)} h missing`, ...causeText(gap.cause).split(', ')];
    ctx.font = `${fontSize * devicePixelRatio}px ${FONT_FAMILY}`;
    if (Math.max(...lines.map(line => ctx.measureText(line).width)) + 8 * devicePixelRatio > to - from) {
        return;
    }
    ctx.fillStyle = colour;
    ctx.textAlign = 'center';
    ctx.textBaseline = 'bottom';
    const bottom = bbox.top + bbox.height - 34 * devicePixelRatio;
    lines.reverse().forEach((line, i) => ctx.fillText(line, (from + to) / 2, bottom - i * fontSize * 1.3 * devicePixelRatio));
}

function hatch(ctx, left, top, width, height, colour) {
    ctx.globalAlpha = 0.09;
    ctx.fillStyle = colour;
    ctx.fillRect(left, top, width, height);
    ctx.globalAlpha = 0.45;
    ctx.fillStyle = hatching(ctx, colour);
    ctx.fillRect(left, top, width, height);
    ctx.globalAlpha = 1;
}

const patterns = new Map();

/** A pattern of diagonal lines. */
function hatching(ctx, colour) {
    const size = Math.round(8 * devicePixelRatio);
    const key = `${colour} ${size}`;
    if (!patterns.has(key)) {
        const tile = new OffscreenCanvas(size, size);
        const tileContext = tile.getContext('2d');
        tileContext.strokeStyle = colour;
        tileContext.lineWidth = devicePixelRatio;
        for (const shift of [-size, 0, size]) {
            tileContext.moveTo(shift, size);
            tileContext.lineTo(shift + size, 0);
        }
        tileContext.stroke();
        patterns.set(key, ctx.createPattern(tile, 'repeat'));
    }
    return patterns.get(key);
}

/**
 * Draws markers at the lower edge of the plot: a triangle for a quarantined row, a diamond for a revision.
 *
 * @param {object} plot the uPlot instance
 * @param {Marks} marks
 * @param {Record<string, string>} palette
 */
export function drawPoints(plot, marks, palette) {
    const { ctx, bbox } = plot;
    const size = 4.5 * devicePixelRatio;
    const drawn = new Set();
    for (const point of marks.points) {
        const x = plot.valToPos(point.bucket, 'x', true);
        const key = point.kind + point.bucket;
        if (x >= bbox.left && x <= bbox.left + bbox.width && !drawn.has(key)) {
            drawn.add(key);
            const row = point.kind === 'quarantine' ? 0 : 1;
            const y = bbox.top + bbox.height - size * (1.8 + 2.6 * row);
            ctx.fillStyle = palette[point.kind];
            ctx.strokeStyle = palette.surface;
            ctx.lineWidth = devicePixelRatio;
            ctx.setLineDash([]);
            shape(ctx, point.kind, x, y, size);
            ctx.fill();
            ctx.stroke();
        }
    }
}

function shape(ctx, kind, x, y, size) {
    ctx.beginPath();
    ctx.moveTo(x, y - size);
    if (kind === 'quarantine') {
        ctx.lineTo(x + size, y + size * 0.8);
        ctx.lineTo(x - size, y + size * 0.8);
    } else {
        ctx.lineTo(x + size, y);
        ctx.lineTo(x, y + size);
        ctx.lineTo(x - size, y);
    }
    ctx.closePath();
}

/**
 * Writes TD sequential counts at the bars: up counts above, down counts below; all of them where there is room,
 * else only 9 and the first 13 of a run.
 *
 * @param {object} plot the uPlot instance
 * @param {object} chart
 */
export function drawCounts(plot, { bars, length, palette, fontSize }) {
    const { ctx, bbox } = plot;
    const { slot, center } = barGeometry(plot, length);
    const ratio = devicePixelRatio;
    if (slot < 2.5 * ratio) {
        return;
    }
    const isRoomy = slot >= 11 * ratio;
    const [from, to] = [bars.indexFrom(plot.scales.x.min), bars.indexFrom(plot.scales.x.max)];
    ctx.save();
    ctx.beginPath();
    ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
    ctx.clip();
    ctx.textAlign = 'center';
    const write = (counts, i, x, y, colour) => {
        const count = counts[i];
        const isSignal = count === 9 || (count === 13 && counts[i - 1] !== 13);
        if (count > 0 && (isSignal || isRoomy)) {
            ctx.globalAlpha = isSignal ? 1 : 0.75;
            ctx.fillStyle = colour;
            ctx.font = `${isSignal ? 700 : 400} ${(isSignal ? fontSize + 1 : fontSize - 2) * ratio}px ${FONT_FAMILY}`;
            ctx.fillText(String(count), x, y);
        }
    };
    const { high, low, td_seq_up: up, td_seq_down: down } = bars.columns;
    for (let i = from; i < to; i++) {
        if (high[i] !== null) {
            const x = center(bars.times[i]);
            ctx.textBaseline = 'bottom';
            write(up, i, x, plot.valToPos(high[i], 'y', true) - 3 * ratio, palette.up);
            ctx.textBaseline = 'top';
            write(down, i, x, plot.valToPos(low[i], 'y', true) + 3 * ratio, palette.down);
        }
    }
    ctx.restore();
}
