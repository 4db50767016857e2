import { useEffect, useState } from 'preact/hooks';
import { connection, openStream } from '../../lib/stream.js';

/** SQL follows the topics after a moment. */
const SETTLE_MS = 1_500;
/** After the last bar the list is requested once more, for rows that SQL had later than usual. */
const LATE_MS = 15_000;
const LEAST_PAUSE_MS = 3_000;
/** Between two requests there is at least so many times the duration of one, so that a slow server is not slowed further. */
const REST = 10;

/** How often the list is requested where no bar closes: seldom beside a stream, for ranks and the age of bars. */
export const refreshInterval = () => (connection.get()?.state === 'live' ? 300_000 : 60_000);

/**
 * Counts when the list is to be requested again, because bars have closed: the stream reports which, SQL has the values, the
 * filter and the order.
 *
 * @param {string} timeframe
 * @param {string} exchange '' for all
 * @param {{current: number}} took milliseconds of the last request
 */
export function useClosedBars(timeframe, exchange, took) {
    const [turn, setTurn] = useState(0);
    useEffect(() => {
        let timer = 0;
        let lateTimer = 0;
        let requestedAt = -Infinity;
        const ask = () => {
            timer = 0;
            requestedAt = performance.now();
            setTurn(n => n + 1);
        };
        const askSoon = () => {
            const due = requestedAt + Math.max(LEAST_PAUSE_MS, took.current * REST);
            timer ||= setTimeout(ask, Math.max(SETTLE_MS, due - performance.now()));
            clearTimeout(lateTimer);
            lateTimer = setTimeout(ask, LATE_MS);
        };
        const close = openStream({ timeframe: [timeframe], kind: 'indicators' }, (type, row) => {
            if (type === 'reset' || !exchange || row.market.startsWith(exchange + ':')) {
                askSoon();
            }
        });
        return () => {
            clearTimeout(timer);
            clearTimeout(lateTimer);
            close();
        };
    }, [timeframe, exchange]);
    return turn;
}
