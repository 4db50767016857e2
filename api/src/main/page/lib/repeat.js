import { isTransient, reached } from './http.js';

const FIRST_RETRY_MS = 2_000;
const LONGEST_RETRY_MS = 60_000;

/**
 * Loads now and again `interval` after each end, while the tab is visible; one load at a time. A tab that was hidden loads
 * when it is seen if it is due. After a failure that may pass, also without an interval, it loads again with growing pauses,
 * not before the server permits it, and at once when the server is reached again.
 *
 * @param {(signal: AbortSignal) => Promise<Error|null|undefined>} load returns why it failed
 * @param {number|(() => number)} interval milliseconds; 0: once
 * @returns {{now: () => void, end: () => void}} `now` loads, after the load under way if there is one
 */
export function repeat(load, interval) {
    const abort = new AbortController();
    let timer = 0;
    let isLoading = false;
    let isWanted = false;
    let failures = 0;
    let dueAt = Infinity;

    const run = async () => {
        clearTimeout(timer);
        if (isLoading) {
            isWanted = true;
            return;
        }
        isLoading = true;
        const error = await load(abort.signal);
        isLoading = false;
        if (abort.signal.aborted) {
            return;
        }
        failures = error ? failures + 1 : 0;
        dueAt = Date.now() + pauseAfter(error);
        if (isWanted) {
            isWanted = false;
            run();
        } else {
            wait();
        }
    };
    const pauseAfter = error => {
        const usual = typeof interval === 'function' ? interval() : interval;
        if (!isTransient(error)) {
            return usual || Infinity;
        }
        const grown = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** (failures - 1));
        return Math.max(usual ? Math.min(usual, grown) : grown, (error.retryAfter ?? 0) * 1000);
    };
    const wait = () => {
        clearTimeout(timer);
        if (dueAt !== Infinity && !document.hidden) {
            timer = setTimeout(run, Math.max(0, dueAt - Date.now()));
        }
    };
    const onVisibility = () => !isLoading && wait();
    const onReached = isReached => isReached && failures > 0 && !isLoading && run();

    document.addEventListener('visibilitychange', onVisibility);
    const unsubscribe = reached.subscribe(onReached);
    run();
    return {
        now: run,
        end() {
            abort.abort();
            clearTimeout(timer);
            unsubscribe();
            document.removeEventListener('visibilitychange', onVisibility);
        },
    };
}
