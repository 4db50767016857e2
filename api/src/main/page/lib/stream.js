import { createStore } from './store.js';
import { access, apiUrl, headersFor, problemOf, reached } from './http.js';

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 30_000;
/** The server sends a heartbeat every 15 s: two of them missed. */
const STALE_AFTER_MS = 35_000;
const GIVE_UP_AFTER_MS = 50_000;
/** A hidden tab releases its connection, because browsers allow six to one host, over all tabs. */
const HIDDEN_AFTER_MS = 30_000;

/**
 * State of the open stream, null while a view has none:
 * `connecting`, `live`, `stale` (no heartbeat), `offline` (waits for the next attempt), `paused` (hidden tab).
 *
 * @type {ReturnType<typeof createStore<{state: string, since: number, problem: Error|null}|null>>}
 */
export const connection = createStore(null);

/**
 * Reads a body of Server-Sent Events. Calls back for every event and, with null, for comments.
 *
 * @param {ReadableStream<Uint8Array>} body
 * @param {(event: {type: string, data: string, id: string|null}|null) => void} onEvent
 */
export async function readEvents(body, onEvent) {
    const reader = body.pipeThrough(new TextDecoderStream()).getReader();
    let rest = '';
    let type = '';
    let data = [];
    let id = null;
    const line = text => {
        if (text === '') {
            if (data.length > 0) {
                onEvent({ type: type || 'message', data: data.join('\n'), id });
            }
            type = '';
            data = [];
            return;
        }
        const colon = text.indexOf(':');
        if (colon === 0) {
            onEvent(null);
            return;
        }
        const field = colon < 0 ? text : text.slice(0, colon);
        const value = colon < 0 ? '' : text.slice(colon + 1).replace(/^ /, '');
        if (field === 'data') {
            data.push(value);
        } else if (field === 'event') {
            type = value;
        } else if (field === 'id') {
            id = value;
        }
    };
    for (;;) {
        const { done, value } = await reader.read();
        if (done) {
            return;
        }
        const lines = (rest + value).split(/\r\n|\n|\r/);
        rest = lines.pop();
        lines.forEach(line);
    }
}

/** Pause before attempt `n` (from 0): doubles up to half a minute; the upper half of it is random. */
export function pauseBefore(n, random = Math.random) {
    const longest = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** n);
    return longest / 2 + random() * longest / 2;
}

/**
 * Opens the live stream and keeps it open: resumes after the last event id, with growing pauses between attempts.
 * The view that opens it calls the returned function when it is removed.
 *
 * @param {{market?: string[], timeframe?: string[], kind?: string, closed?: 'true'|'all'}} parameters as of `GET stream`
 * @param {(type: string, row: object|null, id: string|null) => void} onEvent `candle`, `indicator`, `task` with their row;
 *     `reset` means that events were missed: load the history again
 * @returns {() => void} closes the stream
 */
export function openStream(parameters, onEvent) {
    let lastId = null;
    let attempts = 0;
    let heard = 0;
    let abort = null;
    let timer = 0;
    let hiddenTimer = 0;
    let closed = false;

    const become = (state, problem = null) => {
        if (!closed && (connection.get()?.state !== state || problem)) {
            connection.set({ state, since: Date.now(), problem });
        }
    };

    const received = event => {
        heard = Date.now();
        attempts = 0;
        become('live');
        reached.set(true);
        if (!event) {
            return;
        }
        if (event.id) {
            lastId = event.id;
        }
        if (event.type !== 'heartbeat' && !closed) {
            onEvent(event.type, event.type === 'reset' ? null : JSON.parse(event.data), event.id);
        }
    };

    /** After the end of an attempt, unless another one has replaced it. */
    const retry = (attempt, problem, after = pauseBefore(attempts++)) => {
        if (abort !== attempt) {
            return;
        }
        disconnect();
        become('offline', problem);
        timer = setTimeout(connect, after);
    };

    async function connect() {
        disconnect();
        const attempt = new AbortController();
        abort = attempt;
        heard = Date.now();
        become('connecting');
        try {
            const headers = headersFor('stream', { Accept: 'text/event-stream' });
            if (lastId !== null) {
                headers['Last-Event-ID'] = lastId;
            }
            const response = await fetch(apiUrl('stream', parameters), { headers, signal: attempt.signal, cache: 'no-store' });
            if (!response.ok) {
                const problem = await problemOf(response);
                retry(attempt, problem, problem.retryAfter ? problem.retryAfter * 1000 : undefined);
                return;
            }
            if (abort === attempt) {
                received(null);
            }
            await readEvents(response.body, event => abort === attempt && received(event));
            retry(attempt, null);
        } catch (e) {
            retry(attempt, e instanceof Error ? e : null);
        }
    }

    const disconnect = () => {
        clearTimeout(timer);
        const current = abort;
        abort = null;
        current?.abort();
    };

    /** A hidden tab stays without a connection. */
    const reconnectNow = () => {
        if (!document.hidden) {
            attempts = 0;
            connect();
        }
    };

    const pause = () => {
        become('paused');
        disconnect();
    };

    const watch = setInterval(() => {
        const silent = Date.now() - heard;
        if (abort && silent > GIVE_UP_AFTER_MS) {
            reconnectNow();
        } else if (abort && silent > STALE_AFTER_MS) {
            become('stale');
        }
    }, 5_000);

    const onVisibility = () => {
        clearTimeout(hiddenTimer);
        if (document.hidden) {
            hiddenTimer = setTimeout(pause, HIDDEN_AFTER_MS);
        } else if (!abort) {
            reconnectNow();
        }
    };

    document.addEventListener('visibilitychange', onVisibility);
    window.addEventListener('online', reconnectNow);
    const unsubscribe = access.subscribe(reconnectNow);
    if (document.hidden) {
        pause();
    } else {
        connect();
    }

    return () => {
        closed = true;
        unsubscribe();
        disconnect();
        clearInterval(watch);
        clearTimeout(hiddenTimer);
        document.removeEventListener('visibilitychange', onVisibility);
        window.removeEventListener('online', reconnectNow);
        connection.set(null);
    };
}
