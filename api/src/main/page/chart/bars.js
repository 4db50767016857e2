import { nextBucket, previousBucket } from './calendar.js';

/** The 17 indicator columns, in their fixed order. */
export const INDICATORS = ['ema10', 'ema36', 'ema200', 'sma200', 'ehma180', 'rsi14', 'bbm202', 'bbl202', 'bbu202',
    'bbw202', 'td_seq_up', 'td_seq_down', 'st73', 'diff_ema200_pct', 'range_pct', 'high_low_range_pct', 'volume_usd'];

/** The columns of a candle. */
export const PRICES = ['open', 'high', 'low', 'close', 'volume'];

const COLUMNS = [...PRICES, ...INDICATORS];

/** At most so many bars of a market are kept; the oldest are left out beyond it. */
export const MOST_BARS = 10_000;

/** Indicators without their candle that are kept. */
const MOST_ALONE = 16;

/**
 * The bars of one market and timeframe in the order of time, as rows and as columns for drawing.
 * Values are those of the API, unchanged. Each missing bucket, or the first and the last of several in a row, is a row
 * without values, so that no line is drawn across it.
 */
export class Bars {
    #rows = new Map();
    #list = [];
    /** The newest indicators that arrived alone, by open time; a bar may follow them, or be read before they are stored. */
    #alone = new Map();

    /** @param {string} timeframe */
    constructor(timeframe) {
        this.timeframe = timeframe;
        /** Open times in milliseconds, absent buckets included. */
        this.times = [];
        /** Column name to values, parallel to `times`. */
        this.columns = Object.fromEntries(COLUMNS.map(name => [name, []]));
        /** Whether older bars were left out because of `MOST_BARS`. */
        this.isCapped = false;
    }

    /** Number of bars, without the absent buckets. */
    get size() {
        return this.#rows.size;
    }

    /** Open time of the oldest bar, or null. */
    get first() {
        return this.times[0] ?? null;
    }

    /** Open time of the newest bar, or null. */
    get last() {
        return this.times[this.times.length - 1] ?? null;
    }

    /**
     * The row at an index of `times`; null for an absent bucket.
     * @param {number} index
     */
    row(index) {
        return this.#list[index] ?? null;
    }

    /**
     * The row that opens at a time, or null.
     * @param {number} time
     */
    at(time) {
        return this.#rows.get(time) ?? null;
    }

    /**
     * Index of the first entry at or after a time; the length of `times` if there is none.
     * @param {number} time
     */
    indexFrom(time) {
        let low = 0;
        let high = this.times.length;
        while (low < high) {
            const middle = (low + high) >> 1;
            if (this.times[middle] < time) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /**
     * Adds bars or candles of the API in any order. A known bar takes the new values unless they are older.
     *
     * @param {object[]} rows with `timestamp`
     */
    merge(rows) {
        let isNew = false;
        for (const bare of rows) {
            const time = Date.parse(bare.timestamp);
            const row = this.#withIndicators(time, bare);
            const known = this.#rows.get(time);
            if (known && isOlder(row, known)) {
                continue;
            }
            this.#rows.set(time, known ? { ...known, ...row } : row);
            if (known && !isNew) {
                this.#patch(time);
            }
            isNew ||= !known;
        }
        if (isNew) {
            this.#rebuild();
        }
    }

    /**
     * Takes indicators without their candle.
     *
     * @param {object} row with `timestamp` and `last_id`
     * @returns {boolean} whether their bar is known
     */
    mergeIndicators(row) {
        const time = Date.parse(row.timestamp);
        const values = Object.fromEntries(INDICATORS.map(name => [name, row[name] ?? null]));
        this.#alone.delete(time);
        this.#alone.set(time, { lastId: row.last_id, values });
        if (this.#alone.size > MOST_ALONE) {
            this.#alone.delete(this.#alone.keys().next().value);
        }
        const known = this.#rows.get(time);
        if (known && !isBehind(row, known)) {
            this.#rows.set(time, { ...known, ...values });
            this.#patch(time);
        }
        return known !== undefined;
    }

    /** A row whose indicators are not stored yet takes those of the same hour that arrived alone. */
    #withIndicators(time, row) {
        const alone = this.#alone.get(time);
        const isBare = row.td_seq_up === null || row.td_seq_up === undefined;
        return isBare && alone?.lastId === row.last_id ? { ...row, ...alone.values } : row;
    }

    #patch(time) {
        const index = this.indexFrom(time);
        const row = this.#rows.get(time);
        this.#list[index] = row;
        for (const name of COLUMNS) {
            this.columns[name][index] = row[name] ?? null;
        }
    }

    #rebuild() {
        let times = [...this.#rows.keys()].sort((a, b) => a - b);
        if (times.length > MOST_BARS) {
            times.slice(0, times.length - MOST_BARS).forEach(time => this.#rows.delete(time));
            times = times.slice(-MOST_BARS);
            this.isCapped = true;
        }
        this.times = this.#withAbsent(times);
        this.#list = this.times.map(time => this.#rows.get(time) ?? null);
        for (const name of COLUMNS) {
            this.columns[name] = this.#list.map(row => row?.[name] ?? null);
        }
    }

    #withAbsent(times) {
        const all = [];
        let expected = times[0];
        for (const time of times) {
            if (time > expected) {
                all.push(expected);
                const latest = previousBucket(this.timeframe, time);
                if (latest > expected) {
                    all.push(latest);
                }
            }
            all.push(time);
            expected = nextBucket(this.timeframe, time);
        }
        return all;
    }
}

/** Whether a bar or candle is older than the known one. Indicators count their revisions by themselves. */
function isOlder(row, known) {
    return row.revision != null && known.revision != null && row.revision !== known.revision
        ? row.revision < known.revision
        : isBehind(row, known);
}

/** Whether a row is of the bucket in progress while the known one has closed, or has later hours: ids grow with the hours. */
function isBehind(row, known) {
    return row.closed === false && (known.closed === true || isEarlierId(row.last_id, known.last_id));
}

function isEarlierId(id, other) {
    return Boolean(id && other) && (id.length === other.length ? id < other : id.length < other.length);
}
