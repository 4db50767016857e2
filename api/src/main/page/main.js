import { render } from 'preact';
import { useEffect, useLayoutEffect, useState } from 'preact/hooks';
import { html } from './lib/html.js';
import { useStore } from './lib/store.js';
import { location, navigate, startRouter } from './lib/router.js';
import { startFeed } from './lib/feed.js';
import { Shell } from './lib/shell.js';
import { ErrorBox, Skeleton } from './lib/ui.js';

/**
 * The views. Each is a module, loaded when it is first shown. Its default export is a component:
 *
 *     export default function View({ url, navigate }) { … }
 *
 * `url` is the current address (a URL; do not change it): all state that a person may want to share, reload or go back to
 * is read from it. `navigate(href, {replace})` of lib/router.js changes it; links with `href` do so too. The component stays
 * mounted while only the query or the fragment changes; what it opens in `useEffect` it closes in the returned function.
 * Its outermost element has the class `view` (the page scrolls), or `view fill` (exactly as high as the window, at least
 * 480 px; the view scrolls its parts itself). `styles` are loaded before it is shown.
 */
const VIEWS = [
    { path: '/', name: 'Pipeline', load: () => import('./views/pipeline.js'), styles: ['/views/pipeline.css'] },
    { path: '/market', name: 'Market', load: () => import('./views/market.js'), styles: ['/lib/uplot/uPlot.min.css', '/chart/chart.css', '/views/market/menu.css', '/views/market.css'] },
    { path: '/screener', name: 'Screener', load: () => import('./views/screener.js'), styles: ['/views/market/menu.css', '/views/screener.css'] },
    { path: '/universe', name: 'Universe', load: () => import('./views/universe.js'), styles: ['/views/universe.css'] },
];

const loaded = new Map();
const sheets = new Map();

function loadSheet(href) {
    if (!sheets.has(href)) {
        const link = document.createElement('link');
        link.rel = 'stylesheet';
        link.href = href;
        sheets.set(href, new Promise(resolve => {
            link.onload = resolve;
            link.onerror = resolve;
        }));
        document.head.append(link);
    }
    return sheets.get(href);
}

/** What is shown, for the tab of the browser and for screen readers: the market if there is one. */
function titleOf(view, url) {
    const market = url.searchParams.get('market');
    return !view ? 'Not found' : view.path === '/market' && market ? `${market} ${url.searchParams.get('timeframe') ?? '1h'}` : view.name;
}

function App() {
    const url = useStore(location);
    const view = VIEWS.find(one => one.path === url.pathname);
    const [, setTurn] = useState(0);
    const [error, setError] = useState(null);
    const found = loaded.get(view);

    const title = titleOf(view, url);
    useLayoutEffect(() => {
        document.title = `${title} · CryptoData`;
    }, [title]);
    useEffect(() => {
        let isShown = true;
        setError(null);
        if (view && !loaded.has(view)) {
            Promise.all([view.load(), ...view.styles.map(loadSheet)])
                .then(([module]) => loaded.set(view, module.default), failure => isShown && setError(failure))
                .finally(() => setTurn(turn => turn + 1));
        }
        return () => {
            isShown = false;
        };
    }, [view]);

    let content;
    if (!view) {
        content = html`<div class="view"><h1>No such page</h1><p>There is nothing at ${url.pathname}. <a href="/">To the pipeline</a></p></div>`;
    } else if (found) {
        content = html`<${found} key=${view.path} url=${url} navigate=${navigate} />`;
    } else if (error) {
        content = html`<div class="view"><${ErrorBox} title=${view.name + ' could not be loaded'} error=${error} retry=${() => window.location.reload()} /></div>`;
    } else {
        content = html`<div class="view"><${Skeleton} lines=${8} /></div>`;
    }
    return html`<${Shell} views=${VIEWS} url=${url} title=${title}>${content}</${Shell}>`;
}

// the first view loads while the shell is rendered
const first = VIEWS.find(view => view.path === location.get().pathname);
first?.load().catch(() => undefined);
first?.styles.forEach(loadSheet);

startRouter(VIEWS.map(view => view.path));
startFeed();
render(html`<${App} />`, document.getElementById('app'));
