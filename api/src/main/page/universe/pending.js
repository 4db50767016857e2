import { createStore } from '../lib/store.js';
import { request } from '../lib/http.js';
import { toast } from '../lib/ui.js';

const POLL_MS = 1_000;
const TIMEOUT_MS = 30_000;

/**
 * Changes that were written and that the universe has not followed yet, by `market:…` or `base:…`.
 *
 * @type {ReturnType<typeof createStore<Map<string, {since: number, text: string, late: boolean}>>>}
 */
export const pending = createStore(new Map());

const key = scope => (scope.base ? 'base:' + scope.base : 'market:' + scope.exchange + ':' + scope.asset);

/** The change that a row of the universe waits for, if any. */
export function pendingOf(changes, row) {
    return changes.get('market:' + row.market) ?? changes.get('base:' + row.base);
}

function put(name, change) {
    pending.set(now => {
        const next = new Map(now);
        if (change) {
            next.set(name, change);
        } else {
            next.delete(name);
        }
        return next;
    });
}

/**
 * Waits until the universe has followed a written row, and gives the rows as they are then to `onRows`.
 *
 * @param {{exchange: string, asset: string}|{base: string}} scope what was changed
 * @param {string} text the change, for the message
 * @param {(rows: any[]) => boolean} followed whether the rows show the change
 * @param {(rows: any[]) => void} onRows
 */
export async function waitForUniverse(scope, text, followed, onRows) {
    const name = key(scope);
    const mine = { since: Date.now(), text, late: false };
    put(name, mine);
    const isMine = () => pending.get().get(name)?.since === mine.since;
    const query = scope.base ? { q: scope.base + '/', limit: 1_000 } : { exchange: scope.exchange, q: scope.asset, limit: 100 };
    const belongs = row => (scope.base ? row.base === scope.base : row.exchange === scope.exchange && row.asset === scope.asset);
    while (isMine() && Date.now() - mine.since < TIMEOUT_MS) {
        try {
            const rows = (await request('universe', { query })).markets.filter(belongs);
            if (isMine() && followed(rows)) {
                put(name, null);
                onRows(rows);
                toast(`${text}: the universe has followed after ${((Date.now() - mine.since) / 1000).toFixed(1)} s`);
                return;
            }
        } catch {
            // the next turn asks again, until the time is over
        }
        await new Promise(resolve => setTimeout(resolve, POLL_MS));
    }
    if (isMine()) {
        put(name, { ...mine, late: true });
        toast(`${text}: written, but the universe has not followed within ${TIMEOUT_MS / 1000} s. The runs of the task universe name the cause.`, 'bad');
    }
}

/** Forgets a change that the universe did not follow in time. */
export function dismiss(row) {
    put('market:' + row.market, null);
    put('base:' + row.base, null);
}
