import { createStore, createStoredText } from './store.js';

const BASE = '/api/v1/';
const TIMEOUT_MS = 20_000;

/** Token for reading, kept for this tab only. */
export const readToken = createStoredText(() => sessionStorage, 'cda.token.read');
/** Token for operators' actions, kept for this tab only. */
export const operatorToken = createStoredText(() => sessionStorage, 'cda.token.operator');
/** Whether the last request, or an event of the stream since, got through: true, false, or null before the first one. */
export const reached = createStore(null);
/** Another value after a token was entered or removed: what is shown is requested again. */
export const access = createStore(0);
[readToken, operatorToken].forEach(token => token.subscribe(() => access.set(n => n + 1)));

/** A request that failed: an answer of the type problem+json, or status 0 where the server was not reached. */
export class Problem extends Error {
    /**
     * @param {number} status HTTP status, 0 without an answer
     * @param {{title?: string, detail?: string, parameter?: string, retryAfter?: number}} about
     */
    constructor(status, about) {
        super(about.detail || about.title || 'HTTP ' + status);
        this.name = 'Problem';
        this.status = status;
        this.title = about.title || 'HTTP ' + status;
        this.detail = about.detail || '';
        this.parameter = about.parameter;
        this.retryAfter = about.retryAfter;
    }
}

/**
 * A query string. Arrays repeat the parameter; null, undefined and '' are left out.
 *
 * @param {Record<string, unknown>} parameters
 * @returns {string} with the leading `?`, or ''
 */
export function queryString(parameters) {
    const search = new URLSearchParams();
    for (const [name, value] of Object.entries(parameters ?? {})) {
        for (const one of Array.isArray(value) ? value : [value]) {
            if (one !== null && one !== undefined && one !== '') {
                search.append(name, String(one));
            }
        }
    }
    const text = search.toString();
    return text && '?' + text;
}

/** The address of a route of the API, for links and downloads. */
export function apiUrl(path, parameters) {
    return BASE + path + queryString(parameters);
}

/** Headers with the token that `path` needs. The history of actions is read with either. */
export function headersFor(path, headers = {}) {
    const tokens = [readToken.get(), operatorToken.get()];
    const token = (path.startsWith('operator/') ? tokens.reverse() : tokens).find(Boolean);
    return token ? { ...headers, Authorization: 'Bearer ' + token } : headers;
}

/** The problem that an answer without success describes. */
export async function problemOf(response) {
    const text = await response.text();
    let about = {};
    try {
        about = JSON.parse(text);
    } catch {
        about = { detail: 'The answer has no description.' };
    }
    const retryAfter = Number(response.headers.get('Retry-After')) || undefined;
    return new Problem(response.status, { title: response.statusText, ...about, retryAfter });
}

/** Whether the same request may succeed soon: the server was not reached, is busy, or lacks a server of its own. */
export function isTransient(error) {
    return error instanceof Problem && [0, 429, 502, 503, 504].includes(error.status);
}

/**
 * Requests `path` of the API. The time limit includes the body.
 *
 * @template T
 * @param {string} path without the leading `/api/v1/`
 * @param {{query?: object, method?: string, body?: unknown, signal?: AbortSignal, timeout?: number, accept?: string}} options
 * @param {(response: Response) => Promise<T>} read takes the body of an answer with success
 * @returns {Promise<T>}
 * @throws {Problem} for every other outcome but an abort by `signal`
 */
export async function send(path, { query, method = 'GET', body, signal, timeout = TIMEOUT_MS, accept = 'application/json' }, read) {
    const headers = headersFor(path, { Accept: accept });
    if (body !== undefined) {
        headers['Content-Type'] = 'application/json';
    }
    // not AbortSignal.any: a browser may keep what it combines for as long as a view is open
    const limit = new AbortController();
    const abort = () => limit.abort();
    const timer = setTimeout(abort, timeout);
    signal?.addEventListener('abort', abort, { once: true });
    try {
        signal?.throwIfAborted();
        const response = await fetch(apiUrl(path, query), {
            method, headers, body: body === undefined ? undefined : JSON.stringify(body), signal: limit.signal, cache: 'no-store', credentials: 'same-origin',
        });
        const result = response.ok ? await read(response) : await problemOf(response);
        reached.set(true);
        if (!response.ok) {
            throw result;
        }
        return result;
    } catch (e) {
        if (signal?.aborted || e instanceof Problem) {
            throw e;
        }
        reached.set(false);
        throw new Problem(0, limit.signal.aborted
            ? { title: 'No answer in time', detail: `${path} did not answer within ${timeout / 1000} s.` }
            : { title: 'The server is not reached', detail: 'The connection failed. What is shown may be old.' });
    } finally {
        clearTimeout(timer);
        signal?.removeEventListener('abort', abort);
    }
}

/** As {@link send}; returns the parsed JSON body, null if it is empty. */
export function request(path, options = {}) {
    return send(path, options, async response => {
        const text = await response.text();
        try {
            return text ? JSON.parse(text) : null;
        } catch {
            throw new Problem(response.status, { title: 'Not an answer of the API', detail: `${path} did not return JSON.` });
        }
    });
}
