import { access, request } from './http.js';
import { repeat } from './repeat.js';
import { createStore } from './store.js';

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
let feed = null;
let isAboutOld = true;

/** Loads the pipeline's state now, unless it is being loaded; in that case once more afterwards. */
export function refreshPipeline() {
    feed?.now();
}

async function load(signal) {
    loadAbout(signal);
    try {
        const data = await request('pipeline', { signal });
        pipeline.set({ data, error: null, at: Date.now() });
        return null;
    } catch (error) {
        // the server that answers next may be another one
        isAboutOld = true;
        pipeline.set(now => ({ ...now, error }));
        return error;
    }
}

/** Needs no token. A server without its database does not know its venues yet. */
async function loadAbout(signal) {
    if (!isAboutOld) {
        return;
    }
    isAboutOld = false;
    try {
        const found = await request('about', { signal });
        about.set(found);
        isAboutOld = found.exchanges.length === 0;
    } catch {
        isAboutOld = true;
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
    access.subscribe(refreshPipeline);
    feed = repeat(load, () => pause);
}
