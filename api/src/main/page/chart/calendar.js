/** One hour in milliseconds. */
export const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** 2000-01-03 is a Monday: weeks and buckets of three days are counted from it. */
const MONDAY = Date.UTC(2000, 0, 3);

const LENGTHS = {
    '1h': HOUR, '2h': 2 * HOUR, '4h': 4 * HOUR, '12h': 12 * HOUR, '1d': DAY, '3d': 3 * DAY, '1w': 7 * DAY,
};

/** The timeframes, short to long; `1m` is the calendar month. */
export const TIMEFRAMES = [...Object.keys(LENGTHS), '1m'];

/**
 * Length of a bucket in milliseconds; the mean length for calendar months.
 * @param {string} timeframe
 */
export function bucketLength(timeframe) {
    return LENGTHS[timeframe] ?? 30.4375 * DAY;
}

/**
 * Open time of the bucket that contains a moment.
 * @param {string} timeframe
 * @param {number} time milliseconds UTC
 */
export function bucketOf(timeframe, time) {
    const length = LENGTHS[timeframe];
    if (!length) {
        const date = new Date(time);
        return Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1);
    }
    return MONDAY + Math.floor((time - MONDAY) / length) * length;
}

/**
 * Open time of the bucket after the one that opens at `open`.
 * @param {string} timeframe
 * @param {number} open milliseconds UTC
 */
export function nextBucket(timeframe, open) {
    const length = LENGTHS[timeframe];
    if (!length) {
        const date = new Date(open);
        return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1);
    }
    return open + length;
}

/**
 * Open time of the bucket before the one that opens at `open`.
 * @param {string} timeframe
 * @param {number} open milliseconds UTC
 */
export function previousBucket(timeframe, open) {
    return bucketOf(timeframe, open - 1);
}
