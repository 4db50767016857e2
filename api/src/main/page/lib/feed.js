import { createStore } from './store.js';
import { readToken, operatorToken, request } from './http.js';

const OFTEN_MS = 5_000;
const SELDOM_MS = 15_000;

/**
 * State of the pipeline as of `GET pipeline`, asked for by the shell for all views; after a failure the last one stays.
 *
 * @type {ReturnType<typeof createStore<{data: object|null, error: Error|null, at: number|null}>>}
 */
export const pipeline = createStore({ data: null, error: null, at: null });

/** `GET about`: version, timeframes, columns, and what needs a token; null until it is loaded. */
export const about = createStore(null);

let pause = SELDOM_MS;
let timer = 0;
let running = false;
let again = false;

/** Loads the pipeline's state now, unless it is being loaded; in that case once more afterwards. */
export async function refreshPipeline() {
    clearTimeout(timer);
    if (running) {
        again = true;
        return;
    }
    running = true;
    try {
        const data = await request('pipeline');
        pipeline.set({ data, error: null, at: Date.now() });
        if (!about.get()) {
            about.set(await request('about'));
        }
    } catch (error) {
        pipeline.set(now => ({ ...now, error }));
    }
    running = false;
    if (again) {
        again = false;
        refreshPipeline();
    } else if (!document.hidden) {
        timer = setTimeout(refreshPipeline, pause);
    }
}

/** Asks every 5 s instead of every 15 s. @returns {() => void} ends that */
export function watchPipeline() {
    pause = OFTEN_MS;
    refreshPipeline();
    return () => {
        pause = SELDOM_MS;
    };
}

/** Starts the feed; it rests while the tab is hidden. Once per page. */
export function startFeed() {
    document.addEventListener('visibilitychange', () => (document.hidden ? clearTimeout(timer) : refreshPipeline()));
    readToken.subscribe(refreshPipeline);
    operatorToken.subscribe(refreshPipeline);
    refreshPipeline();
}
