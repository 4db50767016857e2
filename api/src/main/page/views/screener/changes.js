import { useRef } from 'preact/hooks';

/**
 * Which cells changed between two answers to one question. Only what is drawn is compared.
 *
 * @param {object[]} rows
 * @param {string} question what was asked for
 * @returns {(row: object, column: string) => string} a class for a cell that changed, '' for others; another one for every
 *     second answer, so that its animation starts again
 */
export function useChanges(rows, question) {
    const former = useRef({ rows: null, question: '', byMarket: new Map(), turn: 0, classOf: () => '' });
    if (former.current.rows !== rows) {
        const { byMarket: before, turn } = former.current;
        const isSame = former.current.question === question;
        const classOf = (row, column) => {
            const old = isSame && before.get(row.market);
            return old && old[column] !== row[column] ? `is-changed is-changed-${turn % 2}` : '';
        };
        former.current = { rows, question, byMarket: new Map(rows.map(row => [row.market, row])), turn: turn + 1, classOf };
    }
    return former.current.classOf;
}
