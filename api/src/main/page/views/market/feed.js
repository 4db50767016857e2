import { Bars, MOST_BARS } from '../../chart/bars.js';
import { bucketLength, nextBucket } from '../../chart/calendar.js';
import { marksOf } from '../../chart/marks.js';
import { request } from '../../lib/http.js';

const FIRST_PAGE = 600;
const PAGE = 2000;
/** So many bars around a range are loaded with it. */
const MARGIN = 200;
/** SQL follows the topics after a moment: values of the bucket in progress are read that much later. */
const SETTLE_MS = 1_500;
/** Events so close together are followed by one request. */
const TOGETHER_MS = 500;
const LONGEST_PAUSE_MS = 60_000;
/** Closed rows of the stream that answers of SQL do not replace until it has them; the newest. */
const MOST_RECEIVED = 64;

/**
 * The bars of one market and timeframe: history from the API, live rows from the stream, gaps, quarantined rows and revisions.
 */
export class BarFeed {
    #abort = new AbortController();
    #timer = 0;
    /** The end of the last request: the next one waits for it. */
    #turn = Promise.resolve();
    /** Kinds of requests that wait for their turn; another of the kind would bring the same. */
    #waiting = new Set();
    /** Whether rows of the stream were left out while the first bars were loaded. */
    #isBehind = false;
    #isLoadingOlder = false;
    /** When the stream last had something that is to be read from SQL. */
    #wantedAt = 0;
    /** When closed rows of the stream arrived, by open time. */
    #received = new Map();
    #hasAllOlder = false;
    /** Open time of the newest bar that the API returned; rows of the stream may be newer, with others missing before them. */
    #answeredTo = null;
    #onChange;

    /**
     * @param {string} market
     * @param {string} timeframe
     * @param {(formerLast: number|null) => void} onChange called after the bars changed, with the former newest open time
     */
    constructor(market, timeframe, onChange) {
        this.market = market;
        this.bars = new Bars(timeframe);
        /** Whether the bars reach to the newest one. */
        this.isCurrent = false;
        this.#onChange = onChange;
    }

    /**
     * Loads what a view needs, or the newest bars.
     *
     * @param {number|null} from
     * @param {number|null} to
     */
    async load(from, to) {
        const { bars } = this;
        const end = to === null ? null : to + MARGIN * bucketLength(bars.timeframe);
        const newest = await this.#get({ order: 'desc', limit: FIRST_PAGE, to: iso(end) });
        bars.merge(newest);
        this.#hasAllOlder = newest.length < FIRST_PAGE;
        if (from !== null && !this.#hasAllOlder && from < bars.first) {
            const pages = pagesBetween(bars, from);
            bars.merge((await Promise.all(pages.map(page => this.#get(page)))).flat());
        }
        this.isCurrent = end === null;
        if (this.#isBehind) {
            this.catchUp();
        }
    }

    /** Adds a page of bars before the oldest one, unless there are none or the limit is reached. */
    async loadOlder() {
        if (this.#isLoadingOlder || this.#hasAllOlder || this.bars.size === 0 || this.bars.size >= MOST_BARS) {
            return;
        }
        this.#isLoadingOlder = true;
        try {
            await this.#inTurn('older', async () => {
                const limit = Math.min(PAGE, MOST_BARS - this.bars.size);
                const rows = await this.#get({ order: 'desc', limit, to: iso(this.bars.first) });
                this.#hasAllOlder = rows.length < limit;
                this.#merge(rows);
            });
        } finally {
            this.#isLoadingOlder = false;
        }
    }

    /** Loads the newest bars again, for what changed while there was no stream. */
    async refresh() {
        await this.#inTurn('refresh', async () => {
            const since = performance.now();
            this.#merge(await this.#get({ order: 'desc', limit: PAGE }), since);
        });
    }

    /** Reads the newest bars soon, for rows that the stream may have had before it was open. */
    catchUp() {
        this.#isBehind = !this.isCurrent;
        if (this.isCurrent) {
            this.#refreshSoon();
        }
    }

    /** Adds the bars after the newest one, which takes its values again. */
    async loadNewer() {
        await this.#inTurn('newer', async () => {
            const since = performance.now();
            const query = this.#answeredTo === null
                ? { order: 'desc', limit: FIRST_PAGE }
                : { order: 'asc', limit: PAGE, from: iso(this.#answeredTo) };
            const rows = await this.#get(query);
            this.isCurrent = rows.length < PAGE;
            this.#merge(rows, since);
        });
    }

    /**
     * Takes a row of the stream, unless it is older than what is loaded.
     *
     * @param {'candle'|'indicator'} type
     * @param {object} row
     */
    receive(type, row) {
        if (row.timeframe !== this.bars.timeframe || row.market !== this.market) {
            return;
        }
        if (!this.isCurrent) {
            this.#isBehind = true;
            return;
        }
        const time = Date.parse(row.timestamp);
        if (this.bars.size > 0 && time < this.bars.first) {
            return;
        }
        const isKnown = this.bars.at(time) !== null;
        if (type === 'candle') {
            this.#merge([row]);
        } else if (this.bars.mergeIndicators(row)) {
            this.#onChange(this.bars.last);
        }
        if (row.closed !== false) {
            this.#received.set(time, performance.now());
            if (this.#received.size > MOST_RECEIVED) {
                this.#received.delete(this.#received.keys().next().value);
            }
        }
        if (!isKnown || row.closed === false) {
            this.#refreshSoon();
        }
    }

    /**
     * Gaps, quarantined rows and revisions of the loaded hours; those that could not be loaded are left out.
     *
     * @returns {Promise<import('../../chart/marks.js').Marks>}
     */
    async loadMarks() {
        const { bars, market } = this;
        const range = {
            from: iso(bars.first), to: iso(nextBucket(bars.timeframe, bars.last)),
        };
        const rows = async (path, key, query) => {
            const answer = await request(path, { query: { market, ...query }, signal: this.#abort.signal });
            return answer[key];
        };
        const found = await Promise.allSettled([rows('gaps', 'gaps', range), rows('quarantine', 'rows', { limit: 100 }), rows('revisions', 'revisions', range)]);
        return marksOf(bars.timeframe, ...found.map(result => result.value ?? []));
    }

    /** Ends requests under way. */
    close() {
        clearTimeout(this.#timer);
        this.#abort.abort();
    }

    /** Reads the newest bars when SQL has what the stream has now. */
    #refreshSoon() {
        this.#wantedAt = performance.now();
        if (!this.#timer) {
            this.#refreshAfter(SETTLE_MS);
        }
    }

    #refreshAfter(pause) {
        if (this.#abort.signal.aborted) {
            return;
        }
        this.#timer = setTimeout(async () => {
            const asked = performance.now();
            try {
                await this.loadNewer();
                this.#timer = 0;
                if (this.#wantedAt + SETTLE_MS > asked + TOGETHER_MS) {
                    this.#refreshAfter(SETTLE_MS);
                }
            } catch {
                this.#refreshAfter(Math.min(pause * 2, LONGEST_PAUSE_MS));
            }
        }, pause);
    }

    /** One request at a time. Of a kind that already waits for its turn no second one is sent. */
    async #inTurn(kind, work) {
        if (this.#waiting.has(kind)) {
            return;
        }
        this.#waiting.add(kind);
        const turn = this.#turn.then(() => {
            this.#waiting.delete(kind);
            this.#abort.signal.throwIfAborted();
            return work();
        });
        this.#turn = turn.catch(() => undefined);
        await turn;
    }

    /**
     * @param {object[]} rows
     * @param {number} [since] when they were requested. What the stream had later, or so shortly before that SQL may not have
     *     followed, is newer than they are; the next answer has it.
     */
    #merge(rows, since = Infinity) {
        const formerLast = this.bars.last;
        const isOlder = time => this.#received.get(time) > since - SETTLE_MS && this.bars.at(time) !== null;
        const older = rows.filter(row => isOlder(Date.parse(row.timestamp)));
        this.bars.merge(older.length === 0 ? rows : rows.filter(row => !older.includes(row)));
        this.#onChange(formerLast);
        if (older.length > 0) {
            this.#refreshSoon();
        }
    }

    async #get(query) {
        const { timeframe } = this.bars;
        const answer = await request('bars', { query: { market: this.market, timeframe, closed: 'all', ...query }, signal: this.#abort.signal });
        for (const { timestamp } of answer.bars) {
            this.#answeredTo = Math.max(this.#answeredTo ?? 0, Date.parse(timestamp));
        }
        return answer.bars;
    }
}

function iso(time) {
    return time === null ? null : new Date(time).toISOString();
}

/** Requests for the bars from a moment, and some before it, to the oldest one; not more than are kept. */
function pagesBetween({ timeframe, first, size }, from) {
    const length = bucketLength(timeframe);
    const start = Math.max(from - MARGIN * length, first - (MOST_BARS - size) * length);
    const pages = [];
    for (let time = start; time < first; time += PAGE * length) {
        pages.push({ order: 'asc', limit: PAGE + 1, from: iso(time), to: iso(Math.min(time + PAGE * length, first)) });
    }
    return pages;
}
