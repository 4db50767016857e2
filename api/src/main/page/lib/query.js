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
