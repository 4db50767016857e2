import { areDense, barGeometry } from './candles.js';
import { lowerPane, pricePane } from './kinds.js';
import { paneValue } from './legend.js';
import { PANES } from './overlays.js';
import { Pane } from './pane.js';

const LEAST_PRICE_HEIGHT = 120;
const LEAST_LOWER_HEIGHT = 56;
const MOST_LOWER_HEIGHT = 140;
/** Height of a lower pane as a share of the whole. */
const LOWER_SHARE = 0.16;

/** The panes of a chart, one below the other, with one crosshair. */
export class PaneStack {
    #panes = [];
    #labels = new Map();
    #surface;
    #legend;

    /**
     * @param {HTMLElement} surface
     * @param {HTMLElement} legend over the candles
     */
    constructor(surface, legend) {
        this.#surface = surface;
        this.#legend = legend;
    }

    get isEmpty() {
        return this.#panes.length === 0;
    }

    /** The uPlot instance of the candles. */
    get #price() {
        return this.#panes[0].plot;
    }

    /** Width of the plots in CSS pixels. */
    get width() {
        return this.#price.bbox.width / devicePixelRatio;
    }

    /** Left edge of the plots in the window. */
    get left() {
        return this.#price.over.getBoundingClientRect().left;
    }

    /**
     * Makes the panes anew.
     *
     * @param {object} chart
     * @param {string[]} keys of the lower panes
     * @param {(key: string) => void} onHide of a lower pane
     */
    build(chart, keys, onHide) {
        this.clear();
        ['price', ...keys].forEach((key, i, all) => {
            const host = document.createElement('div');
            host.className = `chart-pane chart-pane-${key}`;
            this.#surface.append(host);
            const kind = key === 'price' ? pricePane(chart) : lowerPane(chart, key);
            this.#panes.push(new Pane(host, kind, chart, i === all.length - 1));
            host.append(key === 'price' ? this.#legend : this.#label(key, onHide));
        });
        this.resize();
    }

    clear() {
        this.#panes.forEach(pane => pane.destroy());
        this.#panes = [];
        this.#labels.clear();
        this.#surface.replaceChildren();
    }

    /** Shares the height of the surface out. */
    resize() {
        const { clientWidth: width, clientHeight: height } = this.#surface;
        if (width === 0 || this.isEmpty) {
            return;
        }
        const lower = Math.max(LEAST_LOWER_HEIGHT, Math.min(MOST_LOWER_HEIGHT, Math.round(height * LOWER_SHARE)));
        const last = this.#panes.length - 1;
        this.#panes.forEach((pane, i) => {
            const axis = i === last ? pane.axisHeight : 0;
            const rest = height - last * lower - (last > 0 ? this.#panes[last].axisHeight : 0);
            pane.plot.setSize({ width, height: i === 0 ? Math.max(LEAST_PRICE_HEIGHT, rest) : lower + axis });
        });
    }

    /** @param {import('./bars.js').Bars} bars */
    setData(bars) {
        this.#panes.forEach(pane => pane.setData(bars));
    }

    /**
     * @param {import('./viewport.js').View} view
     * @param {number} from index of the first bar in view
     * @param {number} to index after the last bar in view
     */
    draw(view, from, to) {
        this.#panes.forEach(pane => pane.draw(view, from, to));
    }

    /**
     * Places the crosshair on a bar, at its close.
     *
     * @param {number|null} time null hides it
     * @param {number|null} close
     */
    setCursor(time, close) {
        const top = time === null || close === null ? null : this.#price.valToPos(close, 'y');
        this.#panes.forEach((pane, i) => pane.setCursor(time, i === 0 ? top : null));
    }

    /** Places the crosshair of all panes but the one under the pointer. */
    follow(source, time) {
        this.#panes.filter(pane => pane !== source).forEach(pane => pane.setCursor(time, null));
    }

    /** Writes the values of a bar beside the names of the lower panes. */
    showValues(row) {
        this.#labels.forEach((label, key) => { label.textContent = paneValue(key, row); });
    }

    /** Whether several bars share a pixel. */
    areBarsDense(length) {
        return areDense(barGeometry(this.#price, length));
    }

    #label(key, onHide) {
        const { label } = PANES.find(pane => pane.key === key);
        const host = document.createElement('div');
        host.className = 'chart-pane-label';
        const name = document.createElement('i');
        name.textContent = label;
        const value = document.createElement('b');
        const hide = document.createElement('button');
        hide.type = 'button';
        hide.className = 'chart-pane-close';
        hide.textContent = '×';
        hide.setAttribute('aria-label', `Hide pane ${label}`);
        hide.addEventListener('click', () => onHide(key));
        host.append(name, value, hide);
        this.#labels.set(key, value);
        return host;
    }
}
