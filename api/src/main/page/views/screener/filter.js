/** Signs as they are shown. */
const SHOWN = { '<=': '≤', '>=': '≥', '!=': '≠' };
/** Column, sign and operand; longer signs first, so that `<=` is not read as `<`. */
const PATTERN = /^\s*([a-z][a-z0-9_]*)\s*(<=|>=|!=|<|>|=)\s*(\S+)\s*$/i;

/**
 * Reads a filter such as `rsi14 < 30` or `close>ema200`.
 *
 * @param {string} text
 * @returns {{column: string, operator: string, operand: string}|null} null if it has another form
 */
function parseFilter(text) {
    const match = PATTERN.exec(text);
    return match && { column: match[1].toLowerCase(), operator: match[2], operand: match[3] };
}

/**
 * A filter as people read it.
 *
 * @param {string} text
 */
export function readableFilter(text) {
    const filter = parseFilter(text);
    return filter ? `${filter.column} ${SHOWN[filter.operator] ?? filter.operator} ${filter.operand}` : text;
}

/**
 * A filter with spaces, as people write it.
 *
 * @param {string} text
 */
export function editableFilter(text) {
    const filter = parseFilter(text);
    return filter ? `${filter.column} ${filter.operator} ${filter.operand}` : text;
}

/**
 * What is wrong with a filter, or the filter as the API takes it.
 *
 * @param {string} text
 * @param {string[]} names of the columns
 * @returns {{filter: string}|{problem: string}}
 */
export function checkFilter(text, names) {
    const filter = parseFilter(text);
    if (!filter) {
        return { problem: 'Write a column, one of < <= > >= = !=, and a number, another column or null: rsi14 < 30' };
    }
    const operand = filter.operand.toLowerCase().replaceAll(/(?<=\d)[,_](?=\d)/g, '');
    const isNumber = operand !== '' && Number.isFinite(Number(operand));
    const isNull = operand === 'null';
    if (isNull && !['=', '!='].includes(filter.operator)) {
        return { problem: `null is compared with = or !=: ${filter.column} = null` };
    }
    const unknown = [filter.column, ...(isNumber || isNull ? [] : [operand])].find(name => !names.includes(name));
    return unknown ? { problem: `There is no column ${unknown}` } : { filter: `${filter.column}${filter.operator}${operand}` };
}

/**
 * Column names that complete the word before the end of a text.
 *
 * @param {string} text
 * @param {string[]} names
 * @returns {{start: number, names: string[]}} where the word begins, and what it can become
 */
export function completions(text, names) {
    const word = /[a-z0-9_]*$/i.exec(text)[0].toLowerCase();
    const isOperand = parseFilter(`${text}x`) !== null && /[<>=]\s*[a-z0-9_.]*$/i.test(text);
    if (isOperand && /^\d/.test(word)) {
        return { start: text.length, names: [] };
    }
    const found = names.filter(name => name.includes(word) && name !== word)
        .sort((a, b) => Number(b.startsWith(word)) - Number(a.startsWith(word)));
    return { start: text.length - word.length, names: found.slice(0, 8) };
}
