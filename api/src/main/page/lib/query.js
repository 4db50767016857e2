import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { request } from './http.js';

/**
 * Loads a route of the API into a component, again every `interval` while the tab is visible.
 * After a failure the last data stays, beside the error: show both.
 *
 * @param {string|null} path null: nothing is loaded
 * @param {object} [query] parameters; another value loads again
 * @param {{interval?: number, keep?: boolean, turn?: number}} [options] `keep`: data of the former parameters stays until the
 *     new arrives; `turn`: another value loads again
 * @returns {{data: any, error: Error|null, loading: boolean, at: number|null, reload: () => void}}
 */
export function useQuery(path, query, { interval = 0, keep = true, turn = 0 } = {}) {
    const key = path && path + JSON.stringify(query ?? {});
    const [state, setState] = useState({ key: null, data: null, error: null, loading: true, at: null });
    const [reloads, setReloads] = useState(0);
    const shown = useRef(state);
    shown.current = state;

    useEffect(() => {
        if (!path) {
            return undefined;
        }
        const abort = new AbortController();
        let timer = 0;
        if (shown.current.key !== key && !keep) {
            setState({ key, data: null, error: null, loading: true, at: null });
        } else {
            setState(now => ({ ...now, loading: true }));
        }
        const load = async () => {
            clearTimeout(timer);
            try {
                const data = await request(path, { query, signal: abort.signal });
                setState({ key, data, error: null, loading: false, at: Date.now() });
            } catch (error) {
                if (!abort.signal.aborted) {
                    setState(now => ({ ...now, key, error, loading: false }));
                }
            }
            if (interval && !document.hidden && !abort.signal.aborted) {
                timer = setTimeout(load, interval);
            }
        };
        const onVisibility = () => {
            if (!document.hidden && interval) {
                load();
            } else {
                clearTimeout(timer);
            }
        };
        load();
        document.addEventListener('visibilitychange', onVisibility);
        return () => {
            abort.abort();
            clearTimeout(timer);
            document.removeEventListener('visibilitychange', onVisibility);
        };
    }, [key, interval, turn, reloads]);

    const reload = useCallback(() => setReloads(n => n + 1), []);
    return { ...state, reload };
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
    const [state, setState] = useState({ key: null, rows: null, complete: false, error: null });
    const [reloads, setReloads] = useState(0);

    useEffect(() => {
        if (!path) {
            return undefined;
        }
        const abort = new AbortController();
        let timer = 0;
        setState(now => (now.key === key ? now : { key, rows: null, complete: false, error: null }));
        const load = async () => {
            const rows = [];
            let cursor;
            try {
                for (let page = 0; page < MOST_PAGES; page++) {
                    const body = await request(path, { query: { ...query, limit: PAGE, cursor }, signal: abort.signal });
                    rows.push(...body[field]);
                    cursor = body.next;
                    if (!cursor) {
                        break;
                    }
                    if (page === 0) {
                        setState(now => (now.complete ? now : { ...now, rows: rows.slice() }));
                    }
                }
                setState({ key, rows, complete: !cursor, error: null });
            } catch (error) {
                if (!abort.signal.aborted) {
                    setState(now => ({ ...now, error }));
                }
            }
            if (interval && !document.hidden && !abort.signal.aborted) {
                timer = setTimeout(load, interval);
            }
        };
        const onVisibility = () => {
            clearTimeout(timer);
            if (!document.hidden && interval) {
                timer = setTimeout(load, interval);
            }
        };
        load();
        document.addEventListener('visibilitychange', onVisibility);
        return () => {
            abort.abort();
            clearTimeout(timer);
            document.removeEventListener('visibilitychange', onVisibility);
        };
    }, [key, interval, turn, reloads]);

    const reload = useCallback(() => setReloads(n => n + 1), []);
    const patch = useCallback(change => setState(now => (now.rows ? { ...now, rows: now.rows.map(change) } : now)), []);
    return { ...state, reload, patch };
}
