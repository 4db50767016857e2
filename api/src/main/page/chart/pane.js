import uPlot from 'uplot';
import { FONT_FAMILY } from './palette.js';
import { momentLabel, timeLabel, timeSplits, TIME_STEPS } from './axes.js';

const TIME_AXIS_HEIGHT = 26;

/**
 * What a pane shows.
 *
 * @typedef {object} PaneKind
 * @property {string} key
 * @property {object[]} series of uPlot, without the x series
 * @property {string} scale name of the scale of the axis on the right
 * @property {boolean} [isLog]
 * @property {string} [mirrored] name of a scale that grows downwards
 * @property {(bars: import('./bars.js').Bars) => (number|null)[][]} dataOf one array for each series
 * @property {(from: number, to: number) => Record<string, [number, number]>} rangesOf range of each scale for the bars
 *     between two indices
 * @property {(min: number, max: number, height: number) => number[]} splits
 * @property {(value: number) => string} format of the value at the crosshair, and of the labels of the axis without `labels`
 * @property {(values: number[], plot: object) => string[]} [labels] of the axis
 * @property {(plot: object) => void} [drawBehind]
 * @property {(plot: object) => void} [drawOver]
 */

/** Draws on the canvas and restores its state, of which uPlot keeps a copy. */
function isolated(plot, draw) {
    if (draw) {
        plot.ctx.save();
        draw(plot);
        plot.ctx.restore();
    }
}

/** One uPlot instance with its crosshair labels. The chart sets its view; it has no gesture of its own. */
export class Pane {
    #chart;
    #tag;
    #moment;
    #isLast;

    /**
     * @param {HTMLElement} host
     * @param {PaneKind} kind
     * @param {object} chart with `bars`, `palette`, `axisWidth`, `onCursor`
     * @param {boolean} isLast whether it carries the time axis
     */
    constructor(host, kind, chart, isLast) {
        this.kind = kind;
        this.#chart = chart;
        this.#isLast = isLast;
        this.plot = new uPlot(this.#options(), [[]], host);
        this.#tag = this.#label('chart-tag chart-tag-value');
        this.#moment = this.#label('chart-tag chart-tag-moment');
    }

    #options() {
        const { kind } = this;
        const colour = token => () => this.#chart.palette[token];
        const scales = Object.fromEntries([kind.scale, ...kind.series.map(series => series.scale ?? kind.scale)].map(name =>
            [name, { auto: false, distr: kind.isLog ? 3 : 1, dir: name === kind.mirrored ? -1 : 1, range: (plot, min, max) => [min ?? 0, max ?? 1] }]));
        const font = `${this.#chart.fontSize}px ${FONT_FAMILY}`;
        const grid = { stroke: colour('grid'), width: 1 };
        const quiet = { show: false };
        return {
            width: 100,
            height: 60,
            ms: 1,
            padding: [kind.key === 'price' ? 8 : 4, 0, this.#isLast ? 0 : 4, 0],
            legend: { show: false },
            select: { show: false },
            scales: { x: { time: false, auto: false, range: (plot, min, max) => [min ?? 0, max ?? 1] }, ...scales },
            cursor: {
                drag: { x: false, y: false, setScale: false },
                points: { show: false },
                dataIdx: (plot, series, index) => index,
                move: (plot, left, top) => [this.#snap(plot, left), top],
                bind: { dblclick: () => null },
            },
            axes: [
                {
                    scale: 'x', side: 2, grid, ticks: quiet, font, gap: 6, stroke: colour('text'),
                    size: this.axisHeight, space: 78, incrs: TIME_STEPS,
                    splits: (plot, axis, min, max, step) => timeSplits(min, max, step),
                    values: (plot, splits) => splits.map(time => this.#isLast && plot.valToPos(time, 'x') > 16 ? timeLabel(time) : ''),
                },
                {
                    scale: kind.scale, side: 1, grid, ticks: quiet, font, gap: 8, stroke: colour('text'),
                    size: () => this.#chart.axisWidth, filter: (plot, splits) => splits,
                    splits: (plot, axis, min, max) => kind.splits(min, max, plot.bbox.height / devicePixelRatio),
                    values: (plot, splits) => kind.labels?.(splits, plot) ?? splits.map(kind.format),
                },
            ],
            series: [{}, ...kind.series.map(series => ({ scale: kind.scale, auto: false, points: { show: false }, ...series }))],
            hooks: {
                drawClear: [plot => isolated(plot, kind.drawBehind)],
                draw: [plot => isolated(plot, kind.drawOver)],
                setCursor: [plot => this.#chart.onCursor(this, plot.cursor.left < 0 ? null : plot.cursor.idx, plot.cursor.top)],
            },
        };
    }

    #snap(plot, left) {
        const { times } = this.#chart.bars;
        if (left < 0 || times.length === 0) {
            return left;
        }
        return plot.valToPos(times[plot.valToIdx(plot.posToVal(left, 'x'))], 'x');
    }

    #label(className) {
        const label = document.createElement('span');
        label.className = className;
        label.hidden = true;
        label.setAttribute('aria-hidden', 'true');
        this.plot.root.querySelector('.u-wrap').append(label);
        return label;
    }

    /** Height of the time axis in CSS pixels. */
    get axisHeight() {
        return this.#isLast ? TIME_AXIS_HEIGHT : 0;
    }

    /** Takes the columns of the bars again. */
    setData(bars) {
        this.plot.setData([bars.times, ...this.kind.dataOf(bars)], false);
    }

    /**
     * Draws a part of the time axis.
     *
     * @param {import('./viewport.js').View} view
     * @param {number} from index of the first bar in view
     * @param {number} to index after the last bar in view
     */
    draw(view, from, to) {
        this.plot.batch(plot => {
            plot.setScale('x', view);
            for (const [scale, [min, max]] of Object.entries(this.kind.rangesOf(from, to))) {
                plot.setScale(scale, { min, max });
            }
        });
    }

    /**
     * Places the crosshair.
     *
     * @param {number|null} time open time of a bar, null hides it
     * @param {number|null} top of the horizontal line in CSS pixels, null hides it
     */
    setCursor(time, top) {
        const { plot } = this;
        const left = time === null ? -10 : plot.valToPos(time, 'x');
        plot.setCursor({ left, top: top ?? -10 }, false);
        this.showLabels(time, top);
    }

    /**
     * Shows the moment and the value of the crosshair on the axes.
     *
     * @param {number|null} time
     * @param {number|null} top
     */
    showLabels(time, top) {
        const { plot } = this;
        const { left, top: plotTop, width, height } = plot.bbox;
        this.#tag.hidden = time === null || top === null || top < 0;
        if (!this.#tag.hidden) {
            this.#tag.textContent = this.kind.format(plot.posToVal(top, this.kind.scale));
            this.#tag.style.left = `${(left + width) / devicePixelRatio}px`;
            this.#tag.style.width = `${this.#chart.axisWidth}px`;
            this.#tag.style.top = `${plotTop / devicePixelRatio + top}px`;
        }
        this.#moment.hidden = time === null || !this.#isLast;
        if (!this.#moment.hidden) {
            const x = plot.valToPos(time, 'x');
            this.#moment.textContent = momentLabel(time);
            const half = this.#moment.offsetWidth / 2;
            this.#moment.style.left = `${left / devicePixelRatio + Math.min(Math.max(x, half), width / devicePixelRatio - half)}px`;
            this.#moment.style.top = `${(plotTop + height) / devicePixelRatio + 2}px`;
        }
    }

    destroy() {
        this.plot.destroy();
    }
}
