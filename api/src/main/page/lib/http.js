import { createStore, createStoredText } from './store.js';

const BASE = '/api/v1/';
const TIMEOUT_MS = 20_000;

/** Token for reading, kept for this tab only. */
export const readToken = createStoredText(() => sessionStorage, 'cda.token.read');
/** Token for operators' actions, kept for this tab only. */
export const operatorToken = createStoredText(() => sessionStorage, 'cda.token.operator');
/** Whether the last request, or an event of the stream since, got through: true, false, or null before the first one. */
export const reached = createStore(null);

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

/** Headers with the token that `path` needs. */
export function headersFor(path, headers = {}) {
    const token = path.startsWith('operator/') ? operatorToken.get() : readToken.get() || operatorToken.get();
    return token ? { ...headers, Authorization: 'Bearer ' + token } : headers;
}

/** The problem that an answer without success describes. */
export async function problemOf(response) {
    let about = {};
    try {
        about = JSON.parse(await response.text());
    } catch {
        about = { detail: 'The answer has no description.' };
    }
    const retryAfter = Number(response.headers.get('Retry-After')) || undefined;
    return new Problem(response.status, { title: response.statusText, ...about, retryAfter });
}

/**
 * Requests `path` of the API.
 *
 * @param {string} path without the leading `/api/v1/`
 * @param {{query?: object, method?: string, body?: unknown, signal?: AbortSignal, timeout?: number, accept?: string}} [options]
 * @returns {Promise<Response>} an answer with success
 * @throws {Problem} for every other outcome but an abort by `signal`
 */
export async function send(path, { query, method = 'GET', body, signal, timeout = TIMEOUT_MS, accept = 'application/json' } = {}) {
    const headers = headersFor(path, { Accept: accept });
    if (body !== undefined) {
        headers['Content-Type'] = 'application/json';
    }
    const timer = AbortSignal.timeout(timeout);
    let response;
    try {
        response = await fetch(apiUrl(path, query), {
            method, headers, body: body === undefined ? undefined : JSON.stringify(body),
            signal: signal ? AbortSignal.any([signal, timer]) : timer, cache: 'no-store', credentials: 'same-origin',
        });
    } catch (e) {
        if (signal?.aborted) {
            throw e;
        }
        reached.set(false);
        throw new Problem(0, timer.aborted
            ? { title: 'No answer in time', detail: `${path} did not answer within ${timeout / 1000} s.` }
            : { title: 'The server is not reached', detail: 'The connection failed. What is shown may be old.' });
    }
    reached.set(true);
    if (!response.ok) {
        throw await problemOf(response);
    }
    return response;
}

/** As {@link send}; returns the parsed JSON body, null if it is empty. */
export async function request(path, options) {
    const response = await send(path, options);
    const text = await response.text();
    return text ? JSON.parse(text) : null;
}
