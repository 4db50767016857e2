import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { html } from '../lib/html.js';
import { createStore, useStore } from '../lib/store.js';
import { about as aboutStore } from '../lib/feed.js';
import { reached } from '../lib/http.js';
import { connection } from '../lib/stream.js';
import { withParams } from '../lib/router.js';
import { useQuery } from '../lib/query.js';
import { Empty, ErrorBox, Skeleton } from '../lib/ui.js';
import '../chart/chart.js';
import { readAddress } from './market/address.js';
import { useMarketData } from './market/data.js';
import { MarketHead } from './market/head.js';
import { MarketToolbar } from './market/toolbar.js';
import { Side } from './market/side.js';

/** The table follows the view of the chart after a pause, because it copies all bars in view. */
const TABLE_PAUSE_MS = 150;

/** Candles of one market, live, with up to three others to compare. */
export default function MarketView({ url, navigate }) {
    const address = readAddress(url);
    const change = (changes, options) => navigate(withParams(url, changes), options);
    return address.market
        ? html`<${Market} address=${address} change=${change} />`
        : html`<${UsualMarket} onFound=${market => change({ market }, { replace: true })} />`;
}

/** Finds the market that is shown without a choice: Bitcoin, otherwise the first one by rank. */
function UsualMarket({ onFound }) {
    const bitcoin = useQuery('markets', { tracked: true, exchange: 'binance', base: 'BTC', quote: 'USDT', kind: 'spot', limit: 1 });
    const isAbsent = bitcoin.data?.markets.length === 0;
    const other = useQuery(isAbsent ? 'markets' : null, { tracked: true, sort: 'rank', limit: 1 }, { interval: 10_000 });
    const found = bitcoin.data?.markets[0] ?? other.data?.markets[0];
    const error = bitcoin.error ?? other.error;
    useEffect(() => {
        if (found) {
            onFound(found.market);
        }
    }, [found]);
    return html`
        <div class="view">
            <h1 class="sr">Market</h1>
            ${error ? html`<${ErrorBox} error=${error} retry=${bitcoin.error ? bitcoin.reload : other.reload} title="No market could be found" />`
        : other.data && !found ? html`<${Empty} title="No market is tracked yet">Markets appear after the first listing of a venue.</${Empty}>`
        : html`<${Skeleton} lines=${10} label="Finding a market" />`}
        </div>`;
}

function Market({ address, change }) {
    const { market, timeframe, overlays, panes, isLog, side } = address;
    const chart = useRef(null);
    const crosshair = useMemo(() => createStore({ row: null, time: null }), []);
    const { marks, status, error, reload, newest, note } = useMarketData(chart, address, change);
    const state = useQuery('market', { market }, { interval: 30_000, keep: false });
    const columns = useStore(aboutStore)?.columns ?? [];
    const [rows, setRows] = useState([]);

    useEffect(() => { chart.current.notice = note; }, [note]);
    useEffect(() => chart.current.configure({ overlays, panes, isLog }), [overlays.join(), panes.join(), isLog]);
    useEffect(() => {
        const element = chart.current;
        const onCrosshair = event => crosshair.set(event.detail);
        const onCollapse = event => change({ panes: panes.filter(key => key !== event.detail.pane).join() || 'none' });
        element.addEventListener('crosshair', onCrosshair);
        element.addEventListener('collapse', onCollapse);
        return () => {
            element.removeEventListener('crosshair', onCrosshair);
            element.removeEventListener('collapse', onCollapse);
        };
    });
    useEffect(() => {
        if (side !== 'table') {
            return undefined;
        }
        const element = chart.current;
        let timer = 0;
        const take = () => {
            timer = 0;
            setRows(element.data?.bars ?? []);
        };
        const takeSoon = () => {
            timer ||= setTimeout(take, TABLE_PAUSE_MS);
        };
        take();
        element.addEventListener('view', takeSoon);
        return () => {
            clearTimeout(timer);
            element.removeEventListener('view', takeSoon);
        };
    }, [side, status, newest]);

    return html`
        <div class="view fill market-view">
            <h1 class="sr">${market}, ${timeframe}</h1>
            <${MarketHead} address=${address} change=${change} about=${state.data} error=${state.error} newest=${newest}
                onShowMarks=${() => change({ side: 'marks' })} />
            <${MarketToolbar} address=${address} change=${change} newest=${newest?.timestamp ?? state.data?.newest ?? null} oldest=${state.data?.expected_from ?? null} />
            <div class=${`market-body ${side ? 'has-side' : ''}`}>
                <div class="market-chart panel" aria-busy=${status === 'loading'}>
                    <cda-chart ref=${chart}></cda-chart>
                    ${status === 'loading' && html`<div class="market-progress" role="status"><span class="sr">Loading bars</span></div>`}
                    ${error && html`<div class="market-message"><${ErrorBox} error=${error} retry=${reload} title="The bars could not be loaded" /></div>`}
                    ${status === 'empty' && html`<div class="market-message"><${Empty} title="No bars">${market} has no ${timeframe} bars in this range yet.</${Empty}></div>`}
                    <${ConnectionNote} />
                </div>
                ${side && html`<${SideAt} crosshair=${crosshair} tab=${side} onTab=${tab => change({ side: tab }, { replace: true })} rows=${rows}
                    marks=${marks} columns=${columns} onFocus=${time => chart.current.focusOn(time)} />`}
            </div>
        </div>`;
}

function SideAt({ crosshair, ...props }) {
    const { row, time } = useStore(crosshair);
    return html`<${Side} row=${row} time=${time} ...${props} />`;
}

function ConnectionNote() {
    const state = useStore(connection)?.state;
    const isReached = useStore(reached);
    if (state !== 'offline' && state !== 'stale') {
        return null;
    }
    return html`<p class="market-note" role="status">${isReached === false
        ? 'Connection lost: what is shown is not live'
        : 'Live stream interrupted: new bars are loaded every 10 seconds'}</p>`;
}
