import { html } from '../../lib/html.js';
import { change, compact, count, integer, NONE } from '../../lib/format.js';
import { columnValue, OF_PRICE } from '../market/side.js';

const UNITS = { percent: '%', '%': '%', USDT: '$', bars: 'bars' };

/**
 * Columns of the table: the market, what was chosen, and the age of the bar where it is not the newest.
 *
 * @param {string[]} chosen
 * @param {{name: string, unit: string, description: string}[]} known
 * @param {boolean} isNarrow
 * @returns {import('../../lib/table.js').Column[]}
 */
export function tableColumns(chosen, known, isNarrow) {
    const about = new Map(known.map(column => [column.name, column]));
    return [
        {
            key: 'market', label: 'Market', pinned: true, width: isNarrow ? 138 : 200, render: row => html`
                <span class="screener-market" title=${row.market}><b>${row.asset}</b> <span><span class="muted">${row.exchange}</span>${age(row)}</span></span>`,
        },
        ...chosen.filter(name => about.has(name)).map(name => dataColumn(about.get(name), isNarrow)),
    ];
}

function age({ age_bars: bars }) {
    return bars > 0 && html`<span class=${`screener-age ${bars > 1 ? 'is-old' : ''}`} title=${`This market's newest bar is ${count(bars, 'bar')} old`}>−${compact(bars)}</span>`;
}

function dataColumn({ name, unit, description }, isNarrow) {
    return {
        key: name,
        label: name,
        title: `${description ?? name}${unit ? ` (${unit})` : ''}`,
        align: 'end',
        width: Math.max(OF_PRICE.has(name) ? 112 : isNarrow ? 84 : 92, name.length * 6.6 + 38),
        render: row => cell(name, unit, row[name]),
        className: row => classOf(name, row[name]),
    };
}

function cell(name, unit, value) {
    if (value === null || value === undefined) {
        return html`<span class="none">${NONE}</span>`;
    }
    if (name === 'change_pct' || name === 'diff_ema200_pct') {
        return change(value);
    }
    const text = name === 'rank' || name === 'age_bars' ? integer(value) : columnValue(name, value);
    return UNITS[unit] === '%' ? `${text}%` : text;
}

function classOf(name, value) {
    if (name === 'change_pct' || name === 'diff_ema200_pct' || name === 'range_pct') {
        return value > 0 ? 'up' : value < 0 ? 'down' : '';
    }
    if (name === 'rsi14') {
        return value >= 70 ? 'down' : value !== null && value <= 30 ? 'up' : '';
    }
    return (name === 'td_seq_up' || name === 'td_seq_down') && value >= 9 ? 'is-signal' : '';
}
