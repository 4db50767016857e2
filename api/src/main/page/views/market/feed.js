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

/**
 * The bars of one market and timeframe: history from the API, live rows from the stream, gaps, quarantined rows and revisions.
 */
export class BarFeed {
    #abort = new AbortController();
    #timer = 0;
    #isBusy = false;
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
        this.isCurrent = end === null;
        if (from !== null && !this.#hasAllOlder && from < bars.first) {
            const pages = pagesBetween(bars, from);
            bars.merge((await Promise.all(pages.map(page => this.#get(page)))).flat());
        }
    }

    /** Adds a page of bars before the oldest one, unless there are none or the limit is reached. */
    async loadOlder() {
        if (this.#isBusy || this.#hasAllOlder || this.bars.size === 0 || this.bars.size >= MOST_BARS) {
            return;
        }
        await this.#exclusively(async () => {
            const limit = Math.min(PAGE, MOST_BARS - this.bars.size);
            const rows = await this.#get({ order: 'desc', limit, to: iso(this.bars.first) });
            this.#hasAllOlder = rows.length < limit;
            this.#merge(rows);
        });
    }

    /** Loads the newest bars again, for what changed while there was no stream. */
    async refresh() {
        if (!this.#isBusy) {
            await this.#exclusively(async () => this.#merge(await this.#get({ order: 'desc', limit: PAGE })));
        }
    }

    /** Adds the bars after the newest one, which takes its values again. */
    async loadNewer() {
        if (this.#isBusy) {
            return;
        }
        await this.#exclusively(async () => {
            const rows = await this.#get({ order: 'asc', limit: PAGE, from: iso(this.#answeredTo) });
            this.isCurrent = rows.length < PAGE;
            this.#merge(rows);
        });
    }

    /**
     * Takes a row of the stream, unless it is older than what is loaded.
     *
     * @param {'candle'|'indicator'} type
     * @param {object} row
     */
    receive(type, row) {
        if (!this.isCurrent || row.timeframe !== this.bars.timeframe || row.market !== this.market) {
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

    #refreshSoon() {
        clearTimeout(this.#timer);
        this.#timer = setTimeout(() => this.loadNewer().catch(() => this.#refreshSoon()), SETTLE_MS);
    }

    async #exclusively(work) {
        this.#isBusy = true;
        try {
            await work();
        } finally {
            this.#isBusy = false;
        }
    }

    #merge(rows) {
        const formerLast = this.bars.last;
        this.bars.merge(rows);
        this.#onChange(formerLast);
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
