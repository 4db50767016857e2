import { pan, zoom } from './viewport.js';

/** Pixels that a pointer moves before a press becomes a drag. */
const DRAG_FROM = 4;

/**
 * Wheel, drag, pinch and double click on the panes.
 *
 * @param {HTMLElement} surface
 * @param {object} chart with `view`, `timeAt(clientX)`, `milliPerPixel()`, `setView(view)`, `reset()`
 */
export function bindPointers(surface, chart) {
    const pointers = new Map();
    let isDragging = false;
    let start = null;

    surface.addEventListener('wheel', event => {
        if (!chart.isReady) {
            return;
        }
        event.preventDefault();
        if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
            chart.setView(pan(chart.view, (event.deltaX || event.deltaY) * chart.milliPerPixel()));
        } else {
            const pixels = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? event.deltaY * 33 : event.deltaY;
            chart.setView(zoom(chart.view, 1.0015 ** pixels, chart.timeAt(event.clientX)));
        }
    }, { passive: false });

    surface.addEventListener('pointerdown', event => {
        if (!chart.isReady || event.button !== 0 || event.target.closest('button')) {
            return;
        }
        pointers.set(event.pointerId, event);
        start = { view: chart.view, points: [...pointers.values()], perPixel: chart.milliPerPixel() };
        isDragging = pointers.size > 1;
    });

    surface.addEventListener('pointermove', event => {
        if (!pointers.has(event.pointerId)) {
            return;
        }
        if (event.buttons === 0) {
            // released where the surface did not notice
            release(event);
            return;
        }
        pointers.set(event.pointerId, event);
        const points = [...pointers.values()];
        const distance = points[0].clientX - start.points[0].clientX;
        if (!isDragging && Math.abs(distance) > DRAG_FROM) {
            isDragging = true;
            surface.setPointerCapture(event.pointerId);
            surface.classList.add('is-dragging');
        }
        if (isDragging) {
            chart.setView(points.length > 1 ? pinched(start, points, chart) : pan(start.view, -distance * start.perPixel));
        }
    });

    const release = event => {
        pointers.delete(event.pointerId);
        isDragging &&= pointers.size > 0;
        surface.classList.toggle('is-dragging', isDragging);
        start = { view: chart.view, points: [...pointers.values()], perPixel: chart.isReady ? chart.milliPerPixel() : 1 };
    };
    surface.addEventListener('pointerup', release);
    surface.addEventListener('pointercancel', release);

    surface.addEventListener('dblclick', event => {
        if (!event.target.closest('button')) {
            chart.reset();
        }
    });
}

function pinched(start, points, chart) {
    const spread = ([a, b]) => Math.max(20, Math.abs(a.clientX - b.clientX));
    const middle = ([a, b]) => (a.clientX + b.clientX) / 2;
    const anchor = chart.timeAt(middle(start.points), start.view);
    const zoomed = zoom(start.view, spread(start.points) / spread(points), anchor);
    const perPixel = start.perPixel * spread(start.points) / spread(points);
    return pan(zoomed, (middle(start.points) - middle(points)) * perPixel);
}

/**
 * Keys of the chart. The arrows pan, or step the crosshair from bar to bar while it is shown.
 *
 * @param {HTMLElement} surface
 * @param {object} chart with `view`, `bars`, `setView`, `reset`, `stepCrosshair`, `showCrosshair`, `hideCrosshair`
 */
export function bindKeys(surface, chart) {
    const width = () => chart.view.max - chart.view.min;
    const centre = () => chart.crosshair ?? (chart.view.min + chart.view.max) / 2;
    const moveTo = edge => chart.setView(pan(chart.view, edge - (chart.view.min + chart.view.max) / 2));
    const arrow = direction => chart.crosshair === null
        ? chart.setView(pan(chart.view, direction * width() / 10))
        : chart.stepCrosshair(direction);
    const actions = {
        ArrowLeft: () => arrow(-1),
        ArrowRight: () => arrow(1),
        PageUp: () => chart.setView(pan(chart.view, -width() * 0.9)),
        PageDown: () => chart.setView(pan(chart.view, width() * 0.9)),
        '+': () => chart.setView(zoom(chart.view, 0.8, centre())),
        '=': () => chart.setView(zoom(chart.view, 0.8, centre())),
        '-': () => chart.setView(zoom(chart.view, 1.25, centre())),
        Home: () => moveTo(chart.bars.first),
        End: () => moveTo(chart.bars.last),
        Enter: () => chart.showCrosshair(),
        Escape: () => chart.hideCrosshair(),
        0: () => chart.reset(),
    };
    surface.addEventListener('keydown', event => {
        const action = actions[event.key];
        if (action && chart.isReady && event.target === surface && !event.ctrlKey && !event.metaKey && !event.altKey) {
            event.preventDefault();
            action();
        }
    });
}
