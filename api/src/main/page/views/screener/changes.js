import { useRef } from 'preact/hooks';

/**
 * Which cells changed between two answers: `market column` of each. Nothing after another question.
 *
 * @param {object[]} rows
 * @param {string} question what was asked for
 * @param {string[]} columns
 * @returns {Set<string>}
 */
export function useChanges(rows, question, columns) {
    const former = useRef({ rows: null, question: '', values: new Map(), changed: new Set() });
    if (former.current.rows !== rows) {
        const isSame = former.current.question === question;
        const changed = isSame ? changedCells(former.current.values, rows, columns) : new Set();
        former.current = { rows, question, values: new Map(rows.map(row => [row.market, row])), changed };
    }
    return former.current.changed;
}

function changedCells(former, rows, columns) {
    const changed = new Set();
    for (const row of rows) {
        const before = former.get(row.market);
        for (const name of columns) {
            if (before && before[name] !== row[name]) {
                changed.add(`${row.market} ${name}`);
            }
        }
    }
    return changed;
}
