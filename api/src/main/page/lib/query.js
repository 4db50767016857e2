import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { access, request } from './http.js';
import { repeat } from './repeat.js';
import { useStore } from './store.js';

/**
 * Loads a route of the API into a component, again every `interval` while the tab is visible.
 * After a failure the last data stays, beside the error, unless it answers other parameters: show both.
 *
 * @param {string|null} path null: nothing is loaded
 * @param {object} [query] parameters; another value loads again
 * @param {{interval?: number|(() => number), keep?: boolean, turn?: number}} [options] `keep`: data of the former parameters
 *     stays until the new arrives; `turn`: another value loads again
 * @returns {{data: any, error: Error|null, isFormer: boolean, took: number, reload: () => void}} `isFormer`: the data is that of
 *     the former parameters; `took`: milliseconds until it arrived
 */
export function useQuery(path, query, { interval = 0, keep = true, turn = 0 } = {}) {
    const key = path && path + JSON.stringify(query ?? {});
    const tokens = useStore(access);
    const [state, setState] = useState({ key: null, data: null, error: null, took: 0 });
    const [reloads, setReloads] = useState(0);

    useEffect(() => {
        if (!path) {
            return undefined;
        }
        const none = { key, data: null, error: null, took: 0 };
        setState(now => (now.key === key || keep ? now : none));
        return repeat(async signal => {
            const since = performance.now();
            try {
                const data = await request(path, { query, signal });
                setState({ key, data, error: null, took: performance.now() - since });
                return null;
            } catch (error) {
                if (!signal.aborted) {
                    setState(now => ({ ...(now.key === key ? now : none), error }));
                }
                return error;
            }
        }, interval).end;
    }, [key, interval, turn, reloads, tokens]);

    const reload = useCallback(() => setReloads(n => n + 1), []);
    return { ...state, isFormer: state.data !== null && state.key !== key, reload };
}

const PAGE = 1_000;
const MOST_PAGES = 40;

/**
 * Loads all pages of a list, one after the other; shows the first one at once and the rest when it is complete.
 *
 * @param {string|null} path null: nothing is loaded
 * @param {string} field name of the rows in the body
 * @param {object} [query] parameters; another value loads again
 * @param {{interval?: number, turn?: number}} [options] another `turn` loads again; with an `interval` while the tab is visible
 * @returns {{rows: any[]|null, complete: boolean, error: Error|null, reload: () => void, patch: (change: (row: any) => any) => void}}
 *     `patch` replaces rows that have arrived
 */
export function useAllPages(path, field, query, { interval = 0, turn = 0 } = {}) {
    const key = path && path + JSON.stringify(query ?? {});
    const tokens = useStore(access);
    const [state, setState] = useState({ key: null, rows: null, complete: false, error: null });
    const [reloads, setReloads] = useState(0);
    const isLoading = useRef(false);

    useEffect(() => {
        if (!path) {
            return undefined;
        }
        setState(now => (now.key === key ? now : { key, rows: null, complete: false, error: null }));
        return repeat(async signal => {
            isLoading.current = true;
            try {
                const rows = await allPages(path, field, query, signal, first => setState(now => (now.complete ? now : { ...now, rows: first })));
                setState({ key, ...rows, error: null });
                return null;
            } catch (error) {
                if (!signal.aborted) {
                    setState(now => ({ ...now, error }));
                }
                return error;
            } finally {
                isLoading.current &&= signal.aborted;
            }
        }, interval).end;
    }, [key, interval, turn, reloads, tokens]);

    const reload = useCallback(() => setReloads(n => n + 1), []);
    const patch = useCallback(change => {
        setState(now => (now.rows ? { ...now, rows: now.rows.map(change) } : now));
        if (isLoading.current) {
            // what is being loaded may be older than the change
            reload();
        }
    }, []);
    return { ...state, reload, patch };
}

async function allPages(path, field, query, signal, onFirst) {
    const rows = [];
    let cursor;
    for (let page = 0; page < MOST_PAGES; page++) {
        const body = await request(path, { query: { ...query, limit: PAGE, cursor }, signal });
        rows.push(...body[field]);
        cursor = body.next;
        if (!cursor) {
            break;
        }
        if (page === 0) {
            onFirst(rows.slice());
        }
    }
    return { rows, complete: !cursor };
}
