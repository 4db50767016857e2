/**
 * Smallest and largest of some columns between two indices, or null without a value.
 *
 * @param {(number|null)[][]} columns
 * @param {number} from
 * @param {number} to exclusive
 * @returns {[number, number]|null}
 */
export function extent(columns, from, to) {
    let low = Infinity;
    let high = -Infinity;
    for (const column of columns) {
        for (let i = from; i < to; i++) {
            const value = column[i];
            if (value !== null) {
                low = value < low ? value : low;
                high = value > high ? value : high;
            }
        }
    }
    return low <= high ? [low, high] : null;
}

/**
 * Range of the price axis: the candles in view, the lines as far as they leave the candles at least half of the height,
 * and a margin.
 *
 * @param {[number, number]} candles
 * @param {[number, number]|null} lines
 * @param {boolean} isLog
 * @returns {[number, number]}
 */
export function priceRange(candles, lines, isLog) {
    const [low, high] = candles;
    const reach = (high - low || Math.abs(high) * 0.01 || 1) / 2;
    const bottom = lines ? Math.min(low, Math.max(lines[0], low - reach)) : low;
    const top = lines ? Math.max(high, Math.min(lines[1], high + reach)) : high;
    if (isLog && bottom > 0) {
        const margin = (top / bottom) ** 0.08;
        return top > bottom ? [bottom / margin, top * margin] : [bottom * 0.99, top * 1.01];
    }
    const margin = (top - bottom || Math.abs(top) * 0.02 || 1) * 0.08;
    return [bottom - margin, top + margin];
}
