import { createStore } from './store.js';

/** The current address. Views read their state from it and change it with {@link navigate}. */
export const location = createStore(new URL(window.location.href));

const paths = new Set();

/** Where each path was left, without the fragment. */
const left = new Map();
const remember = url => left.set(url.pathname, url.pathname + url.search);
remember(location.get());
location.subscribe(remember);

/** The address that a path was left with, so that a view is as it was; the path itself at first. */
export function lastAddress(path) {
    return left.get(path) ?? path;
}

/**
 * Goes to another address without loading the page.
 *
 * @param {string|URL} href absolute, or relative to the current address; `#x` and `?a=b` keep what they do not name
 * @param {{replace?: boolean}} [options] `replace`: no new entry in the history, for changes while typing or dragging
 */
export function navigate(href, { replace = false } = {}) {
    const to = new URL(href, location.get());
    if (to.href === location.get().href) {
        return;
    }
    const isOtherView = to.pathname !== location.get().pathname;
    history[replace ? 'replaceState' : 'pushState'](null, '', to);
    location.set(to);
    if (isOtherView) {
        window.scrollTo(0, 0);
    }
}

/**
 * The address with some parameters changed; null, '' and [] remove one, arrays repeat it. For `navigate` and links.
 *
 * @param {URL} url
 * @param {Record<string, string|number|string[]|null|undefined>} changes
 * @returns {string} path, query and fragment
 */
export function withParams(url, changes) {
    const next = new URL(url);
    for (const [name, value] of Object.entries(changes)) {
        next.searchParams.delete(name);
        for (const one of Array.isArray(value) ? value : [value]) {
            if (one !== null && one !== undefined && one !== '') {
                next.searchParams.append(name, String(one));
            }
        }
    }
    return readable(next);
}

/** Colons, slashes and commas may stand unescaped in a query: `?market=binance:BTC/USDT`. */
function readable(url) {
    const query = url.search.replaceAll('%3A', ':').replaceAll('%2F', '/').replaceAll('%2C', ',');
    return url.pathname + query + url.hash;
}

/** The address of a market's view. */
export function marketHref(market, parameters = {}) {
    return withParams(new URL('/market', window.location.origin), { market, ...parameters });
}

/**
 * Follows links to `known` paths, and the buttons of the browser.
 *
 * @param {string[]} known
 */
export function startRouter(known) {
    known.forEach(path => paths.add(path));
    window.addEventListener('popstate', () => location.set(new URL(window.location.href)));
    document.addEventListener('click', event => {
        const link = event.target.closest?.('a[href]');
        if (!link || event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey
            || event.altKey || link.target || link.hasAttribute('download')) {
            return;
        }
        const to = new URL(link.href, window.location.href);
        if (to.origin === window.location.origin && paths.has(to.pathname)) {
            event.preventDefault();
            navigate(to);
        }
    });
}
