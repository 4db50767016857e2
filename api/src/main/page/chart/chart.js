import { change, price, priceDigits } from '../lib/format.js';
import { Bars } from './bars.js';
import { bucketLength } from './calendar.js';
import { frameOf } from './frame.js';
import { bindKeys, bindPointers } from './gestures.js';
import { firstValue, widthOfAxis } from './kinds.js';
import { Legend } from './legend.js';
import { NO_MARKS } from './marks.js';
import { DEFAULT_OVERLAYS, DEFAULT_PANES, PANES } from './overlays.js';
import { onThemeChange, readPalette } from './palette.js';
import { PaneStack } from './stack.js';
import { dataOf, sentenceOf, summaryOf } from './summary.js';
import { clampView, pan, usualView } from './viewport.js';

const SUMMARY_PAUSE_MS = 300;

/**
 * `<cda-chart>`: candles with overlays and panes, on one time axis in UTC.
 *
 * It draws the values of the API unchanged. Events: `view` (the visible range changed, detail `{from, to, bars, isUsual}`
 * with times in milliseconds; `isUsual` after a reset), `older` (bars before the oldest one are wanted), `crosshair` (detail
 * `{row, time}`), `collapse` (detail `{pane}`).
 */
export class CandleChart extends HTMLElement {
    /** Bars that are drawn. */
    bars = new Bars('1h');
    market = '';
    overlays = DEFAULT_OVERLAYS;
    paneKeys = DEFAULT_PANES;
    isLog = false;
    /** @type {{market: string, bars: Bars, closes: (number|null)[]}[]} */
    compared = [];
    /** @type {import('./marks.js').Marks} */
    marks = NO_MARKS;
    /** A remark on what is shown, in the legend. */
    notice = '';
    palette = {};
    fontSize = 11;
    axisWidth = 64;
    digits = 2;
    /** Close of the first bar in view, from which percentages are counted. */
    base = 1;
    /** @type {import('./viewport.js').View|null} */
    view = null;
    /** Open time under the crosshair, or null. */
    crosshair = null;

    #stack;
    #surface;
    #status;
    #legend;
    #frame = 0;
    #summaryTimer = 0;
    #isStale = false;
    #isUsual = true;
    #cleanups = [];

    connectedCallback() {
        const { surface, status, legend } = frameOf(this);
        this.#surface = surface;
        this.#status = status;
        this.#legend = new Legend(legend, this);
        this.#stack = new PaneStack(surface, legend);
        this.palette = readPalette(this);
        this.fontSize = Math.round(parseFloat(getComputedStyle(this).fontSize));
        bindPointers(surface, this);
        bindKeys(surface, this);
        surface.addEventListener('focusout', () => this.hideCrosshair());
        surface.addEventListener('pointerleave', event => event.pointerType === 'mouse' && this.hideCrosshair());
        const observer = new ResizeObserver(() => { this.#stack.resize(); this.#redraw(false); });
        observer.observe(this);
        this.#cleanups = [() => observer.disconnect(), onThemeChange(() => this.#recolour())];
        this.#build();
    }

    disconnectedCallback() {
        cancelAnimationFrame(this.#frame);
        this.#frame = 0;
        clearTimeout(this.#summaryTimer);
        this.#cleanups.forEach(end => end());
        this.#stack.clear();
    }

    get timeframe() {
        return this.bars.timeframe;
    }

    get length() {
        return bucketLength(this.bars.timeframe);
    }

    /** Whether there is something to draw. */
    get isReady() {
        return this.view !== null && this.bars.size > 0 && !this.#stack.isEmpty;
    }

    /**
     * The drawn values, for tests and programs: the bars in view as the API returned them, oldest first.
     *
     * @returns {{market: string, timeframe: string, from: string, to: string, bars: object[]}|null}
     */
    get data() {
        if (!this.isReady) {
            return null;
        }
        const [from, to] = this.#visible();
        return dataOf(this, from, to);
    }

    /**
     * Changes what is shown; the view stays.
     *
     * @param {{overlays: string[], panes: string[], isLog: boolean}} settings
     */
    configure({ overlays, panes, isLog }) {
        const isSame = String([overlays, panes, isLog]) === String([this.overlays, this.paneKeys, this.isLog]);
        this.overlays = overlays;
        this.paneKeys = PANES.map(pane => pane.key).filter(key => panes.includes(key));
        this.isLog = isLog;
        if (!isSame && this.isConnected) {
            this.#build();
        }
    }

    /**
     * Shows other bars.
     *
     * @param {string} market
     * @param {Bars} bars
     * @param {import('./viewport.js').View|null} view null: the newest bars
     */
    show(market, bars, view) {
        this.market = market;
        this.bars = bars;
        this.#isUsual = view === null;
        this.view = bars.size > 0 ? clampView(view ?? this.#newest(), bars) : null;
        this.marks = NO_MARKS;
        this.crosshair = null;
        this.#align();
        this.#redraw(true);
        this.#announceView();
    }

    /**
     * Takes changed bars: values in place, new bars at either end. The view follows a new bar if the newest was in sight.
     *
     * @param {number|null} formerLast open time of the newest bar before the change
     */
    update(formerLast) {
        const isFollowing = this.view !== null && formerLast !== null && this.view.max > formerLast && this.bars.last > formerLast;
        if (this.view === null && this.bars.size > 0) {
            this.view = clampView(this.#newest(), this.bars);
        } else if (isFollowing) {
            this.view = pan(this.view, this.bars.last - formerLast);
        }
        this.#align();
        this.#redraw(true);
    }

    /** @param {{market: string, bars: Bars}[]} markets to compare with, at most three */
    compare(markets) {
        const isRebuilt = markets.map(entry => entry.market).join() !== this.compared.map(entry => entry.market).join();
        this.compared = markets.map(entry => ({ ...entry, closes: [] }));
        this.#align();
        if (isRebuilt && this.isConnected) {
            this.#build();
        } else {
            this.#redraw(true);
        }
    }

    /** @param {import('./marks.js').Marks} marks */
    mark(marks) {
        this.marks = marks;
        this.#redraw(false);
    }

    /**
     * Shows another part of the time axis.
     *
     * @param {import('./viewport.js').View} view
     */
    setView(view) {
        this.#isUsual = false;
        this.#moveTo(view);
    }

    #moveTo(view) {
        if (this.bars.size > 0) {
            this.view = clampView(view, this.bars);
            this.#redraw(false);
            this.#announceView();
        }
    }

    /** Shows the newest bars in the usual width. */
    reset() {
        this.#isUsual = true;
        this.#moveTo(this.#newest());
    }

    /** Moves the view to a moment and puts the crosshair on its bar. */
    focusOn(time) {
        const width = this.view.max - this.view.min;
        this.setView({ min: time - width / 2, max: time + width / 2 });
        this.#surface.focus({ preventScroll: true });
        this.#setCrosshair(Math.min(this.bars.indexFrom(time), this.bars.times.length - 1), true);
    }

    /** Whether several bars share a pixel. */
    get isDense() {
        return this.isReady && this.#stack.areBarsDense(this.length);
    }

    /** Milliseconds of one CSS pixel. */
    milliPerPixel() {
        return (this.view.max - this.view.min) / this.#stack.width;
    }

    /** The moment at a horizontal position of the window. */
    timeAt(clientX, view = this.view) {
        return view.min + (view.max - view.min) * (clientX - this.#stack.left) / this.#stack.width;
    }

    showCrosshair() {
        const [, to] = this.#visible();
        this.#setCrosshair(to - 1, true);
    }

    hideCrosshair() {
        if (this.crosshair !== null) {
            this.#setCrosshair(null, false);
        }
    }

    /** @param {number} direction -1: the bar before */
    stepCrosshair(direction) {
        const index = Math.min(Math.max(this.bars.indexFrom(this.crosshair) + direction, 0), this.bars.times.length - 1);
        const time = this.bars.times[index];
        const edge = this.length * 2;
        if (time < this.view.min + edge || time > this.view.max - edge) {
            this.setView(pan(this.view, direction * (this.view.max - this.view.min) / 4));
        }
        this.#setCrosshair(index, true);
    }

    /** Called by a pane when the pointer moves over it. */
    onCursor(pane, index, top) {
        this.crosshair = index === null ? null : this.bars.times[index] ?? null;
        pane.showLabels(this.crosshair, top);
        this.#stack.follow(pane, this.crosshair);
        this.#showValues(false);
    }

    /** A close as the axis of the prices shows it. */
    priceLabel(close) {
        return this.compared.length > 0 ? change((close / this.base - 1) * 100, 1) : price(close, this.digits);
    }

    #newest() {
        return usualView(this.bars, (this.#surface?.clientWidth || 1000) - this.axisWidth);
    }

    #visible() {
        return [this.bars.indexFrom(this.view.min), this.bars.indexFrom(this.view.max)];
    }

    #align() {
        this.compared.forEach(entry => { entry.closes = this.bars.times.map(time => entry.bars.at(time)?.close ?? null); });
    }

    #setCrosshair(index, isSpoken) {
        this.crosshair = index === null ? null : this.bars.times[index] ?? null;
        this.#stack.setCursor(this.crosshair, index === null ? null : this.bars.columns.close[index] ?? null);
        this.#showValues(isSpoken);
    }

    #showValues(isSpoken) {
        if (this.bars.size === 0) {
            return;
        }
        const index = this.crosshair === null ? this.bars.times.length - 1 : this.bars.indexFrom(this.crosshair);
        const row = this.bars.row(index);
        this.#legend.show(index);
        this.#stack.showValues(row);
        if (isSpoken) {
            this.#status.textContent = sentenceOf(this.bars.times[index], row);
        }
        this.dispatchEvent(new CustomEvent('crosshair', { detail: { row, time: this.bars.times[index] } }));
    }

    #redraw(isNewData) {
        this.#isStale ||= isNewData;
        if (this.#frame === 0 && this.isConnected) {
            this.#frame = requestAnimationFrame(() => this.#draw());
        }
    }

    #draw() {
        this.#frame = 0;
        this.classList.toggle('is-empty', this.bars.size === 0);
        if (!this.isReady) {
            return;
        }
        const [from, to] = this.#visible();
        this.base = firstValue(this.bars.columns.close, from, to) ?? 1;
        if (this.#isStale) {
            this.digits = priceDigits(this.bars.columns.close.findLast(value => value !== null) ?? 1);
            this.axisWidth = widthOfAxis(this);
            this.#stack.setData(this.bars);
            this.#isStale = false;
            this.#wantOlder();
        }
        this.#stack.draw(this.view, from, to);
        this.#showValues(false);
        clearTimeout(this.#summaryTimer);
        this.#summaryTimer = setTimeout(() => this.#surface.setAttribute('aria-label', summaryOf(this, ...this.#visible())), SUMMARY_PAUSE_MS);
    }

    #announceView() {
        if (!this.isReady) {
            return;
        }
        const [from, to] = this.#visible();
        const half = this.length / 2;
        this.dispatchEvent(new CustomEvent('view', {
            detail: { from: this.view.min + half, to: this.view.max + half, bars: to - from, isUsual: this.#isUsual },
        }));
        this.#wantOlder();
    }

    #wantOlder() {
        if (this.view.min < this.bars.first + (this.view.max - this.view.min) * 0.25) {
            this.dispatchEvent(new CustomEvent('older'));
        }
    }

    #recolour() {
        this.palette = readPalette(this);
        this.#redraw(false);
    }

    #build() {
        this.#stack.build(this, this.paneKeys, pane => this.dispatchEvent(new CustomEvent('collapse', { detail: { pane } })));
        this.#redraw(true);
    }
}

customElements.define('cda-chart', CandleChart);
