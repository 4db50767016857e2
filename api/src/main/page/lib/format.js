/** What is shown where there is no value. */
export const NONE = '–';

const CLOCK_TOLERANCE_SECONDS = 5;
const formats = new Map();

function fixed(digits, least = digits) {
    const key = digits * 100 + least;
    let format = formats.get(key);
    if (!format) {
        format = new Intl.NumberFormat('en', { minimumFractionDigits: least, maximumFractionDigits: digits });
        formats.set(key, format);
    }
    return format;
}

const SIGNIFICANT = new Intl.NumberFormat('en', { minimumSignificantDigits: 5, maximumSignificantDigits: 5 });
const isNumber = value => typeof value === 'number' && Number.isFinite(value);

/** A text, or the sign for none. */
export function text(value) {
    return value === null || value === undefined || value === '' ? NONE : String(value);
}

/** 1,234,567 */
export function integer(value) {
    return isNumber(value) ? fixed(0).format(value) : NONE;
}

/** A number with `digits` decimals. */
export function decimal(value, digits = 2) {
    return isNumber(value) ? fixed(digits).format(value) : NONE;
}

/** Decimals that a price of this magnitude is shown with: 64,123.40 · 1.2345 · 0.043210 · 0.0000012345. */
export function priceDigits(value) {
    const size = Math.abs(value);
    if (size >= 100 || size === 0) {
        return 2;
    }
    if (size >= 1) {
        return 4;
    }
    return Math.min(20, 4 - Math.floor(Math.log10(size)));
}

/**
 * A price with sensible digits.
 *
 * @param {number|null} value
 * @param {number} [digits] decimals, to format a column of one market alike
 */
export function price(value, digits) {
    if (!isNumber(value)) {
        return NONE;
    }
    if (digits === undefined && value !== 0 && Math.abs(value) < 1e-10) {
        return value.toExponential(3);
    }
    return fixed(digits ?? priceDigits(value)).format(value);
}

const UNITS = [[1e15, 'Q'], [1e12, 'T'], [1e9, 'B'], [1e6, 'M'], [1e3, 'K']];

/** Three significant digits and a unit: 987 · 1.23K · 45.6M. */
export function compact(value) {
    if (!isNumber(value)) {
        return NONE;
    }
    const size = Math.abs(value);
    for (const [unit, name] of UNITS) {
        if (size >= unit * 0.9995) {
            const scaled = value / unit;
            const whole = Math.abs(scaled);
            return fixed(whole >= 99.95 ? 0 : whole >= 9.995 ? 1 : 2).format(scaled) + name;
        }
    }
    if (size >= 100 || size === 0 || Number.isInteger(value)) {
        return fixed(0).format(value);
    }
    return size >= 0.01 ? fixed(2).format(value) : SIGNIFICANT.format(value);
}

/** 12.34% */
export function percent(value, digits = 2) {
    return isNumber(value) ? fixed(digits).format(value) + '%' : NONE;
}

/** +12.34% or −1.20%, with a true minus sign. */
export function change(value, digits = 2) {
    if (!isNumber(value)) {
        return NONE;
    }
    const size = fixed(digits).format(Math.abs(value));
    const sign = Number(size.replaceAll(',', '')) === 0 ? '' : value > 0 ? '+' : '−';
    return sign + size + '%';
}

/** A number of things: `1 market`, `2,500 markets`. */
export function count(number, one, many = one + 's') {
    return integer(number) + ' ' + (number === 1 ? one : many);
}

/** A length of time with at most two units: 420 ms · 4.2 s · 42 s · 3 min 5 s · 2 h 14 min · 3 d 4 h. */
export function duration(seconds) {
    if (!isNumber(seconds)) {
        return NONE;
    }
    const size = Math.abs(seconds);
    if (size < 0.9995) {
        return size === 0 ? '0 s' : fixed(0).format(Math.max(1, size * 1000)) + ' ms';
    }
    if (size < 9.95) {
        return fixed(1, 0).format(size) + ' s';
    }
    const whole = Math.round(size);
    const two = (high, unit, low, lower) => low ? `${integer(high)} ${unit} ${low} ${lower}` : `${integer(high)} ${unit}`;
    if (whole < 60) {
        return whole + ' s';
    }
    if (whole < 3600) {
        return two(Math.floor(whole / 60), 'min', whole % 60, 's');
    }
    if (whole < 86400) {
        return two(Math.floor(whole / 3600), 'h', Math.floor(whole / 60) % 60, 'min');
    }
    return two(Math.floor(whole / 86400), 'd', Math.floor(whole / 3600) % 24, 'h');
}

/** A signed length in milliseconds: +12 ms · −1.4 s. */
export function skew(milliseconds) {
    if (!isNumber(milliseconds)) {
        return NONE;
    }
    const sign = milliseconds < 0 ? '−' : milliseconds > 0 ? '+' : '';
    return sign + duration(Math.abs(milliseconds) / 1000);
}

/** Milliseconds since 1970 of an ISO time, null without one. */
export function millis(time) {
    if (time === null || time === undefined) {
        return null;
    }
    const at = typeof time === 'number' ? time : Date.parse(time);
    return Number.isNaN(at) ? null : at;
}

/** 2026-11-30 06:38:54 (UTC). */
export function dateTime(time) {
    const at = millis(time);
    return at === null ? NONE : new Date(at).toISOString().slice(0, 19).replace('T', ' ');
}

/** 2026-11-30 06:38 (UTC). */
export function minute(time) {
    const at = millis(time);
    return at === null ? NONE : dateTime(at).slice(0, 16);
}

/** 2026-11-30 (UTC). */
export function day(time) {
    const at = millis(time);
    return at === null ? NONE : dateTime(at).slice(0, 10);
}

/** 06:38:54 (UTC). */
export function clock(time) {
    const at = millis(time);
    return at === null ? NONE : dateTime(at).slice(11);
}

/** A text of the API with its times as the page shows them: to the minute, in UTC. */
export function readableTimes(message) {
    return message?.replaceAll(/(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(?::\d\d(?:\.\d+)?)?Z/g, '$1 $2 UTC');
}

/** How long ago or in how long: `12 s ago`, `in 3 min`; one unit. Another clock may be ahead of ours by some seconds. */
export function ago(time, now = Date.now()) {
    const at = millis(time);
    if (at === null) {
        return NONE;
    }
    const seconds = Math.round((now - at) / 1000);
    const size = Math.abs(seconds);
    if (size < 1 || (seconds < 0 && size < CLOCK_TOLERANCE_SECONDS)) {
        return 'now';
    }
    const units = [[86400, 'd'], [3600, 'h'], [60, 'min'], [1, 's']];
    const [length, unit] = units.find(([least]) => size >= least);
    const span = `${integer(Math.floor(size / length))} ${unit}`;
    return seconds > 0 ? span + ' ago' : 'in ' + span;
}

/** A constant as words: NOT_AVAILABLE → not available. */
export function words(value) {
    return value ? String(value).toLowerCase().replaceAll('_', ' ') : NONE;
}
