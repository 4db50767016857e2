/** Fonts of the text that is drawn on a canvas: those of the page. */
export const FONT_FAMILY = getComputedStyle(document.documentElement).getPropertyValue('--font');

const TOKENS = ['up', 'down', 'grid', 'text', 'surface', 'ema10', 'ema36', 'ema200', 'sma200', 'ehma180',
    'bb', 'bb-fill', 'rsi', 'limit', 'gap', 'gap-empty', 'quarantine', 'revision', 'volume-up', 'volume-down', 'compare-1', 'compare-2',
    'compare-3'];

/**
 * The colours of the chart as the style sheet resolves them now, by token: `--chart-ema10` is `ema10`.
 * @param {HTMLElement} host
 * @returns {Record<string, string>}
 */
export function readPalette(host) {
    const probe = document.createElement('span');
    probe.hidden = true;
    host.append(probe);
    const palette = {};
    for (const token of TOKENS) {
        probe.style.color = `var(--chart-${token})`;
        palette[token] = getComputedStyle(probe).color;
    }
    probe.remove();
    return palette;
}

/**
 * Calls back when the page changes between dark and light.
 * @param {() => void} listener
 * @returns {() => void} ends it
 */
export function onThemeChange(listener) {
    const media = matchMedia('(prefers-color-scheme: dark)');
    const observer = new MutationObserver(listener);
    media.addEventListener('change', listener);
    observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme', 'class', 'style'] });
    return () => {
        media.removeEventListener('change', listener);
        observer.disconnect();
    };
}
