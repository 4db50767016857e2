import { compact, integer } from '../lib/format.js';

const KINDS = {
    up: 'ok', running: 'ok', live: 'ok', success: 'ok', ok: 'ok', healthy: 'ok', succeeded: 'ok', complete: 'ok', ready: 'ok', fresh: 'ok',
    degraded: 'warn', partial: 'warn', behind: 'warn', unassigned: 'warn', restarting: 'warn', backfilling: 'warn', skipped: 'warn', late: 'warn',
    down: 'bad', failed: 'bad', failure: 'bad', error: 'bad', missing: 'bad', stale: 'bad',
    paused: 'off', stopped: 'off', unknown: 'off', idle: 'off',
};

/** The source of coins: it has no markets and cannot be paused. */
export const COINS = 'coingecko';

/** The sources that have markets. */
export const venuesOf = sources => sources.filter(source => source.exchange !== COINS);

/** How a state word of the API is coloured: ok, warn, bad or off. A word that is not known is shown as a warning. */
export function kindOf(state) {
    return state ? KINDS[String(state).toLowerCase()] ?? 'warn' : 'off';
}

/** How a freshness compares with its objective: within it, up to three times of it, beyond. */
export function freshnessKind(seconds, objective) {
    if (seconds === null || seconds === undefined) {
        return 'off';
    }
    return !objective || seconds <= objective ? 'ok' : seconds <= 3 * objective ? 'warn' : 'bad';
}

/** `#source=binance` → ['source', 'binance']; ['', ''] without a fragment. */
export function detailOf(url) {
    const [[name, value] = ['', '']] = [...new URLSearchParams(url.hash.slice(1))];
    return [name, value];
}

/** Address of a detail of the pipeline. */
export function detailHref(name, value = '') {
    return '/#' + name + (value && '=' + encodeURIComponent(value));
}

/** Counts of a task run as text: `1,203 listed · 4 added`; counts of 0 are left out unless all are. */
export function countsText(counts) {
    const entries = Object.entries(counts ?? {}).filter(([name, value]) => typeof value === 'number' && !name.endsWith('_ms'));
    const shown = entries.some(([, value]) => value !== 0) ? entries.filter(([, value]) => value !== 0) : entries.slice(0, 1);
    return shown.map(([name, value]) => `${value < 10_000 ? integer(value) : compact(value)} ${name.replaceAll('_', ' ')}`).join(' · ');
}
