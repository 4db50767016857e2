/** Share of a bucket's width that a body fills. */
const FILL = 0.72;

/**
 * Geometry of the bars of a plot, in canvas pixels.
 *
 * @param {object} plot the uPlot instance
 * @param {number} length of a bucket, in milliseconds
 * @returns {{slot: number, body: number, wick: number, center: (time: number) => number}} `body` and `wick` have the same
 *     parity, so that a wick is exactly in the middle of its body
 */
export function barGeometry(plot, length) {
    const { min, max } = plot.scales.x;
    const { left, width } = plot.bbox;
    const perMilli = width / (max - min);
    const slot = length * perMilli;
    const wick = Math.max(1, Math.round(devicePixelRatio));
    let body = Math.max(wick, Math.floor(slot * FILL));
    if ((body - wick) % 2) {
        body -= 1;
    }
    const shift = (wick % 2) / 2;
    return { slot, body, wick, center: time => Math.floor(left + (time - min) * perMilli) + shift };
}

/**
 * Path builder of uPlot for closed candles. The bucket in progress is left to `drawUnclosed`.
 *
 * @param {() => import('./bars.js').Bars} barsOf
 * @param {() => number} lengthOf length of a bucket
 * @param {() => {up: string, down: string}} colours
 */
export function candlePaths(barsOf, lengthOf, colours) {
    return (plot, series, from, to) => {
        const bars = barsOf();
        const { open, high, low, close } = bars.columns;
        const geometry = barGeometry(plot, lengthOf());
        const up = new Path2D();
        const down = new Path2D();
        const isDense = areDense(geometry);
        let i = from;
        while (i <= to) {
            const first = i;
            let highest = high[i];
            let lowest = low[i];
            const x = geometry.center(bars.times[i]);
            while (isDense && i < to && geometry.center(bars.times[i + 1]) === x) {
                i += 1;
                highest = Math.max(highest ?? -Infinity, high[i] ?? -Infinity);
                lowest = Math.min(lowest ?? Infinity, low[i] ?? Infinity);
            }
            if (bars.row(i) !== null && close[i] !== null && bars.row(i).closed !== false) {
                const opened = open[first] ?? open[i];
                addCandle(close[i] >= opened ? up : down, plot, geometry, x, opened, highest, lowest, close[i]);
            }
            i += 1;
        }
        const { up: upColour, down: downColour } = colours();
        return { stroke: null, fill: new Map([[upColour, up], [downColour, down]]), clip: null, flags: 0 };
    };
}

/** Whether several bars share a pixel, so that the range of all of them is drawn there. */
export function areDense({ slot, wick }) {
    return slot < wick;
}

function addCandle(path, plot, { body, wick }, x, open, high, low, close) {
    const y = value => Math.round(plot.valToPos(value, 'y', true));
    const top = y(Math.max(open, close));
    const bottom = Math.max(y(Math.min(open, close)), top + wick);
    const highest = y(high);
    path.rect(x - wick / 2, highest, wick, Math.max(y(low) - highest, wick));
    if (body > wick) {
        path.rect(x - body / 2, top, body, bottom - top);
    }
}

/**
 * Draws the bucket in progress: hollow, with a dashed wick.
 *
 * @param {object} plot the uPlot instance
 * @param {import('./bars.js').Bars} bars
 * @param {number} length of a bucket, in milliseconds
 * @param {{up: string, down: string, surface: string}} palette
 */
export function drawUnclosed(plot, bars, length, palette) {
    const index = bars.times.length - 1;
    const row = bars.row(index);
    if (!row || row.closed !== false || row.close == null) {
        return;
    }
    const { body, wick, center } = barGeometry(plot, length);
    const { ctx } = plot;
    const x = center(bars.times[index]);
    const y = value => Math.round(plot.valToPos(value, 'y', true));
    const top = y(Math.max(row.open, row.close));
    const bottom = Math.max(y(Math.min(row.open, row.close)), top + wick);
    ctx.strokeStyle = row.close >= row.open ? palette.up : palette.down;
    ctx.fillStyle = palette.surface;
    ctx.lineWidth = wick;
    ctx.setLineDash([2 * wick, 2 * wick]);
    ctx.beginPath();
    ctx.moveTo(x, y(row.high));
    ctx.lineTo(x, y(row.low));
    ctx.stroke();
    if (body > 2 * wick) {
        ctx.fillRect(x - body / 2, top, body, bottom - top);
        ctx.setLineDash([]);
        ctx.strokeRect(x - (body - wick) / 2, top + wick / 2, body - wick, Math.max(bottom - top - wick, 0));
    }
}

/**
 * Path builder of uPlot for columns from zero in two colours; of several in one pixel it draws the largest.
 *
 * @param {() => import('./bars.js').Bars} barsOf
 * @param {() => number} lengthOf length of a bucket
 * @param {(values: (number|null)[], index: number) => boolean} isUp
 * @param {() => {up: string, down: string}} colours
 */
export function columnPaths(barsOf, lengthOf, isUp, colours) {
    return (plot, series, from, to) => {
        const { times } = barsOf();
        const values = plot.data[series];
        const scale = plot.series[series].scale;
        const { body, center } = barGeometry(plot, lengthOf());
        const zero = Math.round(plot.valToPos(0, scale, true));
        const up = new Path2D();
        const down = new Path2D();
        for (let i = from; i <= to; i++) {
            let largest = i;
            while (i < to && center(times[i + 1]) === center(times[largest])) {
                i += 1;
                largest = Math.abs(values[i]) > Math.abs(values[largest]) ? i : largest;
            }
            if (values[largest]) {
                const y = Math.round(plot.valToPos(values[largest], scale, true));
                const path = isUp(values, largest) ? up : down;
                path.rect(center(times[largest]) - body / 2, Math.min(y, zero), body, Math.max(1, Math.abs(zero - y)));
            }
        }
        const { up: upColour, down: downColour } = colours();
        return { stroke: null, fill: new Map([[upColour, up], [downColour, down]]), clip: null, flags: 0 };
    };
}
