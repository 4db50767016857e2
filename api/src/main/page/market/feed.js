import { Bars, MOST_BARS } from '../chart/bars.js';
import { bucketLength, nextBucket } from '../chart/calendar.js';
import { marksOf } from '../chart/marks.js';
import { request } from '../lib/http.js';

const FIRST_PAGE = 600;
const PAGE = 2000;
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
        const { timeframe } = this.bars;
        const length = bucketLength(timeframe);
        const end = to === null ? null : to + 200 * length;
        const span = from === null ? 0 : Math.ceil(((end ?? Date.now()) - from) / length) + 50;
        let wanted = Math.min(Math.max(FIRST_PAGE, span), MOST_BARS);
        let before = end;
        while (wanted > 0) {
            const limit = Math.min(wanted, PAGE);
            const rows = await this.#get({ order: 'desc', limit, to: before === null ? null : new Date(before).toISOString() });
            this.bars.merge(rows);
            this.#hasAllOlder = rows.length < limit;
            if (this.#hasAllOlder || this.bars.size >= MOST_BARS) {
                break;
            }
            before = this.bars.first;
            wanted -= rows.length;
        }
        this.isCurrent = end === null || end > Date.now();
    }

    /** Adds a page of bars before the oldest one, unless there are none or the limit is reached. */
    async loadOlder() {
        if (this.#isBusy || this.#hasAllOlder || this.bars.size === 0 || this.bars.size >= MOST_BARS) {
            return;
        }
        await this.#exclusively(async () => {
            const limit = Math.min(PAGE, MOST_BARS - this.bars.size);
            const rows = await this.#get({ order: 'desc', limit, to: new Date(this.bars.first).toISOString() });
            this.#hasAllOlder = rows.length < limit;
            this.#merge(rows);
        });
    }

    /** Adds the bars after the newest one, which takes its values again. */
    async loadNewer() {
        if (this.#isBusy) {
            return;
        }
        await this.#exclusively(async () => {
            const from = this.bars.last === null ? null : new Date(this.bars.last).toISOString();
            const rows = await this.#get({ order: 'asc', limit: PAGE, from });
            this.isCurrent = rows.length < PAGE;
            this.#merge(rows);
        });
    }

    /**
     * Takes a row of the stream.
     *
     * @param {'candle'|'indicator'} type
     * @param {object} row
     */
    receive(type, row) {
        if (!this.isCurrent || row.timeframe !== this.bars.timeframe || row.market !== this.market) {
            return;
        }
        const time = Date.parse(row.timestamp);
        const isKnown = this.bars.at(time) !== null;
        if (type === 'candle') {
            this.#merge([row]);
        } else if (isKnown) {
            const { revision, known_at: knownAt, ...values } = row;
            this.#merge([values]);
        }
        if (!isKnown || row.closed === false) {
            this.#refreshSoon();
        }
    }

    /**
     * Gaps, quarantined rows and revisions of the loaded hours.
     *
     * @returns {Promise<import('../chart/marks.js').Marks>}
     */
    async loadMarks() {
        const { bars, market } = this;
        const range = {
            from: new Date(bars.first).toISOString(), to: new Date(nextBucket(bars.timeframe, bars.last)).toISOString(),
        };
        const get = (path, query) => request(path, { query: { market, ...query }, signal: this.#abort.signal });
        const [gaps, quarantine, revisions] = await Promise.all([get('gaps', range), get('quarantine', { limit: 100 }), get('revisions', range)]);
        return marksOf(bars.timeframe, gaps.gaps, quarantine.rows, revisions.revisions);
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
        return answer.bars;
    }
}
