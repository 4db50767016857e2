/**
 * Path builder of uPlot for a line without values across absent ones. Of several bars in one pixel it draws the range, so
 * that a path never has many more points than the plot has pixels.
 */
export function linePaths() {
    return (plot, series, from, to) => {
        const path = new Path2D();
        const last = { x: NaN, low: NaN, high: NaN };
        const finish = () => {
            if (last.high - last.low > 1) {
                path.lineTo(last.x, last.low);
                path.lineTo(last.x, last.high);
            }
        };
        let isDrawing = false;
        forEachPoint(plot, series, from, to, (x, y) => {
            if (y === null) {
                finish();
                isDrawing = false;
                last.low = NaN;
            } else if (isDrawing && x === last.x) {
                last.low = Math.min(last.low, y);
                last.high = Math.max(last.high, y);
            } else {
                finish();
                path[isDrawing ? 'lineTo' : 'moveTo'](x, y);
                isDrawing = true;
                last.x = x;
                last.low = y;
                last.high = y;
            }
        });
        finish();
        return { stroke: path, fill: null, clip: null, flags: 0 };
    };
}

/**
 * Path builder of uPlot for a line that has one colour while it is below the close (a rising trend) and another above it.
 *
 * @param {() => import('./bars.js').Bars} barsOf
 * @param {() => {up: string, down: string}} colours
 */
export function sidePaths(barsOf, colours) {
    return (plot, series, from, to) => {
        const { close } = barsOf().columns;
        const values = plot.data[series];
        const paths = { up: new Path2D(), down: new Path2D() };
        let former = null;
        let formerX = NaN;
        forEachPoint(plot, series, from, to, (x, y, i) => {
            const side = y === null ? null : values[i] <= close[i] ? 'up' : 'down';
            if (side !== null && (side !== former || x !== formerX)) {
                paths[side][side === former ? 'lineTo' : 'moveTo'](x, y);
                formerX = x;
            }
            former = side;
        });
        const { up, down } = colours();
        return { stroke: new Map([[up, paths.up], [down, paths.down]]), fill: null, clip: null, flags: 0 };
    };
}

/**
 * Fills the area between two series.
 *
 * @param {object} plot the uPlot instance
 * @param {number} upper index of a series
 * @param {number} lower index of a series
 * @param {string} colour
 */
export function fillBetween(plot, upper, lower, colour) {
    const { ctx, bbox } = plot;
    const [from, to] = plot.series[0].idxs;
    const path = new Path2D();
    let stretch = [];
    const close = () => {
        stretch.forEach(([x, high], i) => path[i === 0 ? 'moveTo' : 'lineTo'](x, high));
        stretch.reverse().forEach(([x, , low]) => path.lineTo(x, low));
        stretch = [];
    };
    const start = Math.max(0, from - 1);
    const end = Math.min(plot.data[0].length - 1, to + 1);
    const lows = [];
    forEachPoint(plot, lower, start, end, (x, y) => lows.push(y));
    forEachPoint(plot, upper, start, end, (x, y, i) => {
        const low = lows[i - start];
        if (y === null || low === null) {
            close();
        } else if (stretch.at(-1)?.[0] === x) {
            stretch[stretch.length - 1] = [x, Math.min(stretch.at(-1)[1], y), Math.max(stretch.at(-1)[2], low)];
        } else {
            stretch.push([x, y, low]);
        }
    });
    close();
    ctx.beginPath();
    ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
    ctx.clip();
    ctx.fillStyle = colour;
    ctx.fill(path);
}

/** Calls back with the pixels of each value; y is null where there is none. */
function forEachPoint(plot, series, from, to, visit) {
    const [times] = plot.data;
    const values = plot.data[series];
    const { scale } = plot.series[series];
    for (let i = from; i <= to; i++) {
        const value = values[i];
        visit(Math.round(plot.valToPos(times[i], 'x', true)), value === null ? null : plot.valToPos(value, scale, true), i);
    }
}
