const KEYS = 'Arrow keys pan, plus and minus zoom, Home and End go to the first and the last bar, Page Up and Page Down move '
    + 'by a page, 0 resets. Enter shows the crosshair, then the arrow keys step from bar to bar; Escape hides it.';

/**
 * The elements of a chart: the surface of its panes, which takes the focus and the pointer, a line that is read to screen
 * readers, and the legend.
 *
 * @param {HTMLElement} host
 * @returns {{surface: HTMLElement, status: HTMLElement, legend: HTMLElement}}
 */
export function frameOf(host) {
    const surface = division('chart-surface', {
        tabindex: 0, role: 'application', 'aria-roledescription': 'candlestick chart', 'aria-label': 'Candles', 'aria-description': KEYS,
    });
    const status = division('chart-status', { role: 'status' });
    host.replaceChildren(surface, status);
    return { surface, status, legend: division('chart-legend', {}) };
}

function division(className, attributes) {
    const element = document.createElement('div');
    element.className = className;
    Object.entries(attributes).forEach(([name, value]) => element.setAttribute(name, value));
    return element;
}
