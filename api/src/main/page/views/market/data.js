import { useEffect, useRef, useState } from 'preact/hooks';
import { access, isTransient } from '../../lib/http.js';
import { useStore } from '../../lib/store.js';
import { connection, openStream } from '../../lib/stream.js';
import { toast } from '../../lib/toast.js';
import { MOST_BARS } from '../../chart/bars.js';
import { NO_MARKS } from '../../chart/marks.js';
import { rangeView } from '../../chart/viewport.js';
import { momentParameter } from './address.js';
import { BarFeed } from './feed.js';

const MARKS_INTERVAL_MS = 60_000;
const ADDRESS_PAUSE_MS = 400;
/** Without a stream the newest bars are asked for that often, and bars that could not be loaded. */
const POLL_INTERVAL_MS = 10_000;
const ignore = () => undefined;

/**
 * Loads the bars of an address into a chart, keeps them live, and writes the visible range into the address.
 *
 * @param {{current: import('../../chart/chart.js').CandleChart}} chart
 * @param {import('./address.js').MarketAddress} address
 * @param {(changes: object, options?: object) => void} change of the address
 * @returns {{status: 'loading'|'ready'|'empty'|'failed', error: Error|null, newest: object|null, note: string,
 *     marks: import('../../chart/marks.js').Marks, reload: () => void}}
 */
export function useMarketData(chart, address, change) {
    const { market, timeframe, compare } = address;
    const [state, setState] = useState({ status: 'loading', error: null, newest: null, first: null, note: '' });
    const [reloads, setReloads] = useState(0);
    const tokens = useStore(access);
    const turn = `${reloads} ${tokens}`;
    const main = useRef(null);
    const compared = useRef([]);
    const reload = () => setReloads(now => now + 1);

    const written = useRange(chart, main, address, change, reload);
    useMain(chart, main, written, address, turn, setState, reload);
    useCompared(chart, main, compared, address, tokens);
    useLive(main, compared, [market, timeframe, compare.join(), turn].join(' '), address, reload);
    const marks = useMarks(chart, main, state, `${market} ${timeframe}`);
    return { ...state, marks, reload };
}

function useMain(chart, main, written, address, turn, setState, reload) {
    const { market, timeframe } = address;
    const latest = useRef(address);
    latest.current = address;
    useEffect(() => {
        const { from, to } = address;
        let timer = 0;
        let isOpen = true;
        const feed = new BarFeed(market, timeframe, formerLast => {
            if (chart.current?.bars === feed.bars) {
                chart.current.update(formerLast);
                setState(shown(feed));
            }
        });
        main.current = feed;
        written.current = rangeKey(from, to);
        setState(now => ({ ...now, status: 'loading', error: null }));
        feed.load(from, to).then(() => {
            if (!isOpen) {
                return;
            }
            if (rangeKey(from, to) !== rangeKey(latest.current.from, latest.current.to)) {
                reload();
                return;
            }
            chart.current.show(market, feed.bars, viewOf(feed, from, to));
            setState(shown(feed));
        }).catch(error => {
            if (isOpen) {
                setState(now => ({ ...now, status: 'failed', error }));
                if (isTransient(error)) {
                    timer = setTimeout(reload, Math.max(POLL_INTERVAL_MS, (error.retryAfter ?? 0) * 1000));
                }
            }
        });
        return () => {
            isOpen = false;
            clearTimeout(timer);
            feed.close();
        };
    }, [market, timeframe, turn]);
}

function shown({ bars, isCurrent }) {
    const note = bars.size >= MOST_BARS ? `The newest ${bars.size.toLocaleString('en')} bars are loaded. For older ones choose a range or a longer timeframe.` : '';
    return { status: bars.size === 0 ? 'empty' : 'ready', error: null, newest: isCurrent ? bars.at(bars.last) : null, first: bars.first, note };
}

function viewOf({ bars }, from, to) {
    return from === null || bars.size === 0 ? null : rangeView(bars.timeframe, from, to ?? bars.last + (bars.last - from) * 0.04);
}

/** The visible range and the address follow each other. Returns a reference to the range that was written last. */
function useRange(chart, main, { market, timeframe, from, to }, change, reload) {
    const written = useRef(rangeKey(from, to));
    const latest = useRef(change);
    const timer = useRef(0);
    latest.current = change;

    useEffect(() => {
        const feed = main.current;
        clearTimeout(timer.current);
        if (rangeKey(from, to) === written.current || !feed || feed.bars.size === 0 || chart.current.bars !== feed.bars
            || feed.market !== market || feed.bars.timeframe !== timeframe) {
            return;
        }
        written.current = rangeKey(from, to);
        if (!covers(feed, from, to)) {
            reload();
        } else if (from === null) {
            chart.current.reset();
        } else {
            chart.current.setView(viewOf(feed, from, to));
        }
    }, [from, to, market, timeframe]);

    useEffect(() => {
        const element = chart.current;
        const onView = event => {
            const { from: start, to: end, isUsual } = event.detail;
            const feed = main.current;
            if (element.bars !== feed.bars) {
                return;
            }
            if (!feed.isCurrent && end > feed.bars.last - (end - start) * 0.25) {
                feed.loadNewer().catch(ignore);
            }
            clearTimeout(timer.current);
            timer.current = setTimeout(() => {
                const isFollowing = feed.isCurrent && end > feed.bars.last;
                const range = isUsual ? { from: null, to: null } : { from: momentParameter(start), to: isFollowing ? null : momentParameter(end) };
                written.current = rangeKey(Date.parse(range.from), Date.parse(range.to));
                latest.current(range, { replace: true });
            }, ADDRESS_PAUSE_MS);
        };
        const onOlder = () => element.bars === main.current.bars && main.current.loadOlder().catch(ignore);
        element.addEventListener('view', onView);
        element.addEventListener('older', onOlder);
        return () => {
            clearTimeout(timer.current);
            element.removeEventListener('view', onView);
            element.removeEventListener('older', onOlder);
        };
    }, []);
    return written;
}

function covers({ bars, isCurrent }, from, to) {
    return (from === null || from >= bars.first) && (isCurrent || (to !== null && to <= bars.last));
}

function rangeKey(from, to) {
    return `${from || ''} ${to || ''}`;
}

/** Bars of the compared markets, as far back as those of the chart. */
function useCompared(chart, main, compared, { timeframe, compare }, tokens) {
    useEffect(() => {
        const element = chart.current;
        const timers = new Set();
        let isOpen = true;
        const draw = () => isOpen && element.compare(feeds.filter(feed => feed.bars.size > 0).map(({ market, bars }) => ({ market, bars })));
        const feeds = compare.map(market => new BarFeed(market, timeframe, draw));
        compared.current = feeds;
        const extend = () => feeds.filter(feed => feed.bars.first > element.bars.first).forEach(feed => feed.loadOlder().catch(ignore));
        const load = feed => feed.load(main.current.bars.first, null).catch(error => {
            if (isOpen && isTransient(error)) {
                timers.add(setTimeout(() => load(feed).then(draw), POLL_INTERVAL_MS));
            } else if (isOpen) {
                toast(`${feed.market} is not compared: ${error.message}`, 'bad');
            }
        });
        Promise.all(feeds.map(load)).then(draw);
        element.addEventListener('view', extend);
        return () => {
            isOpen = false;
            timers.forEach(clearTimeout);
            element.removeEventListener('view', extend);
            feeds.forEach(feed => feed.close());
        };
    }, [compare.join(), timeframe, tokens]);
}

/** Rows of the stream go to the feeds; what was missed while there was no connection is fetched. */
function useLive(main, compared, key, { market, timeframe, compare }, reload) {
    useEffect(() => {
        const feeds = () => [main.current, ...compared.current];
        const current = () => feeds().filter(feed => feed.isCurrent);
        const refresh = () => current().forEach(feed => feed.refresh().catch(ignore));
        const poll = setInterval(() => {
            if (!document.hidden && connection.get()?.state !== 'live') {
                current().forEach(feed => feed.loadNewer().catch(ignore));
            }
        }, POLL_INTERVAL_MS);
        let wasLost = false;
        let before = null;
        const end = connection.subscribe(now => {
            if (now?.state === 'live' && before !== 'live') {
                if (!wasLost) {
                    // what was published between the first bars and the stream
                    feeds().forEach(feed => feed.catchUp());
                } else if (main.current.bars.size === 0) {
                    reload();
                } else {
                    refresh();
                }
                wasLost = false;
            }
            wasLost ||= ['offline', 'stale', 'paused'].includes(now?.state);
            before = now?.state;
        });
        const close = openStream({ market: [market, ...compare], timeframe: [timeframe], kind: 'candles,indicators', closed: 'all' }, (type, row) => {
            if (type === 'reset') {
                refresh();
            } else {
                feeds().forEach(feed => feed.receive(type, row));
            }
        });
        return () => {
            clearInterval(poll);
            end();
            close();
        };
    }, [key]);
}

function useMarks(chart, main, { status, first }, key) {
    const [marks, setMarks] = useState(NO_MARKS);
    useEffect(() => setMarks(NO_MARKS), [key]);
    useEffect(() => {
        const feed = main.current;
        if (status !== 'ready') {
            return undefined;
        }
        let isOpen = true;
        const load = () => !document.hidden && feed.loadMarks().then(found => {
            if (isOpen && chart.current.bars === feed.bars) {
                setMarks(found);
                chart.current.mark(found);
            }
        }).catch(ignore);
        load();
        const timer = setInterval(load, MARKS_INTERVAL_MS);
        document.addEventListener('visibilitychange', load);
        return () => {
            isOpen = false;
            clearInterval(timer);
            document.removeEventListener('visibilitychange', load);
        };
    }, [status, first, key]);
    return marks;
}
