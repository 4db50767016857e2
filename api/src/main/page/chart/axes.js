const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const MONTH = 30 * DAY;
const YEAR = 365 * DAY;

/** Distances between the labels of a time axis, in milliseconds; from 30 days on they mean calendar months and years. */
export const TIME_STEPS = [HOUR, 2 * HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR, DAY, 2 * DAY, 7 * DAY, 14 * DAY,
    MONTH, 2 * MONTH, 3 * MONTH, 6 * MONTH, YEAR, 2 * YEAR, 5 * YEAR, 10 * YEAR];

/** 2000-01-03, a Monday. */
const MONDAY = Date.UTC(2000, 0, 3);
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/**
 * Positions of the labels of a time axis in UTC.
 * @param {number} min
 * @param {number} max
 * @param {number} step one of `TIME_STEPS`
 */
export function timeSplits(min, max, step) {
    return step >= MONTH ? monthSplits(min, max, Math.round(step >= YEAR ? 12 * step / YEAR : step / MONTH)) : evenSplits(min, max, step);
}

function evenSplits(min, max, step) {
    const splits = [];
    for (let time = MONDAY + Math.ceil((min - MONDAY) / step) * step; time <= max; time += step) {
        splits.push(time);
    }
    return splits;
}

function monthSplits(min, max, months) {
    const splits = [];
    const first = new Date(min);
    const since1970 = (first.getUTCFullYear() - 1970) * 12 + first.getUTCMonth();
    for (let month = Math.floor(since1970 / months) * months; Date.UTC(1970, month) <= max; month += months) {
        if (Date.UTC(1970, month) >= min) {
            splits.push(Date.UTC(1970, month));
        }
    }
    return splits;
}

/**
 * Label of a moment on a time axis: the largest unit that begins there.
 * @param {number} time
 */
export function timeLabel(time) {
    const date = new Date(time);
    if (time % DAY) {
        return clock(date);
    }
    if (date.getUTCDate() > 1) {
        return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]}`;
    }
    return date.getUTCMonth() ? MONTHS[date.getUTCMonth()] : String(date.getUTCFullYear());
}

/**
 * A moment in full, in UTC: `Mon 5 May 2025 14:00`.
 * @param {number} time
 */
export function momentLabel(time) {
    const date = new Date(time);
    const day = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'][date.getUTCDay()];
    return `${day} ${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()} ${clock(date)}`;
}

function clock(date) {
    return `${String(date.getUTCHours()).padStart(2, '0')}:${String(date.getUTCMinutes()).padStart(2, '0')}`;
}

/**
 * Round values between two limits, about `space` pixels apart, on a linear or a logarithmic axis.
 * @param {number} min
 * @param {number} max
 * @param {number} height in CSS pixels
 * @param {boolean} isLog
 * @param {number} space
 */
export function priceSplits(min, max, height, isLog, space = 44) {
    const splits = [];
    const share = Math.min(1, space / Math.max(height, 1));
    let value = min;
    for (let count = 0; value <= max && count < 60; count++) {
        const reach = isLog && min > 0 ? Math.max(value, min) * ((max / min) ** share - 1) : (max - min) * share;
        const step = niceStep(reach);
        const next = cleanMultiple(Math.ceil(value / step + (count ? 0.5 : 0)), step);
        if (next > value || count === 0) {
            value = next;
        } else {
            value = cleanMultiple(Math.round(value / step) + 1, step);
        }
        if (value <= max && value >= min) {
            splits.push(value);
        }
    }
    return splits;
}

function niceStep(reach) {
    const magnitude = 10 ** Math.floor(Math.log10(reach));
    const leading = reach / magnitude;
    return (leading <= 1 ? 1 : leading <= 2 ? 2 : leading <= 2.5 ? 2.5 : leading <= 5 ? 5 : 10) * magnitude;
}

function cleanMultiple(count, step) {
    return Number((count * step).toPrecision(12));
}
