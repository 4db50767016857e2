/** Why a market is tracked or not, as text. */
export function reasonText(row) {
    switch (row.reason) {
        case 'declared': return 'declared by an operator';
        case 'excluded': return 'flag exclude on ' + row.base;
        case 'rules': return row.tracked ? 'rules' : 'not selected by the rules';
        default: return row.reason ?? 'not decided yet';
    }
}

/** Names of the reasons, for filters. */
export const REASONS = { rules: 'Rules', declared: 'Declared', excluded: 'Excluded' };

/** `BTC/USDT:USDT` → linear, `BTC/USDT` → spot. */
export function kindOfAsset(asset) {
    return asset.includes(':') ? 'contract' : 'spot';
}

/** The filters of the view as they are in the address. */
export function filtersOf(url) {
    const get = name => url.searchParams.get(name) ?? '';
    return { q: get('q'), exchange: get('exchange'), tracked: get('tracked'), reason: get('reason'), at: get('at') };
}

/** The rows that pass the filters; `skip` names one filter that is not applied, to count what it would leave. */
export function filtered(rows, filters, skip) {
    const words = filters.q.toLowerCase().split(/\s+/).filter(Boolean);
    return rows.filter(row =>
        (skip === 'exchange' || !filters.exchange || row.exchange === filters.exchange)
        && (skip === 'tracked' || !filters.tracked || String(row.tracked) === filters.tracked)
        && (skip === 'reason' || !filters.reason || row.reason === filters.reason)
        && words.every(word => row.search.includes(word)));
}

/** The number of rows by a column. */
export function countBy(rows, column) {
    const counts = new Map();
    rows.forEach(row => counts.set(row[column], (counts.get(row[column]) ?? 0) + 1));
    return counts;
}

/** A row with the text that the search looks at. */
export function searchable(row) {
    const notes = [row.declaration?.note, ...(row.flags ?? []).map(flag => flag.flag + ' ' + (flag.note ?? ''))];
    return { ...row, search: [row.market, row.status, row.venue_status, ...notes].filter(Boolean).join(' ').toLowerCase() };
}

/** The flags that are set on a market's base. */
export function flagsOf(row) {
    return (row.flags ?? []).filter(flag => flag.value);
}
