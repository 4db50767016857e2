import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { html } from './html.js';
import { useScale } from './rem.js';

const OVERSCAN = 8;

/**
 * @typedef {object} Column
 * @property {string} key unique in the table; the name in a sort
 * @property {string} label header
 * @property {string} [title] explanation of the header
 * @property {(row: any) => any} [value] what is sorted by; `row[key]` by default
 * @property {(row: any) => any} [render] content of the cell; the value by default
 * @property {'start'|'end'|'center'} [align] numbers: `end`
 * @property {number} [width] in pixels at the usual font size; columns without one share the rest
 * @property {number} [least] least width in pixels of a column without `width`, 120 by default
 * @property {boolean} [sortable] true by default
 * @property {boolean} [pinned] stays while the others scroll sideways; only the first column
 * @property {(row: any) => string} [className] of the cell
 */

const valueOf = (column, row) => (column.value ? column.value(row) : row[column.key]);

/** Numbers and texts in order; null is last in both directions. */
export function compare(a, b, descending = false) {
    const noA = a === null || a === undefined;
    const noB = b === null || b === undefined;
    if (noA || noB) {
        return noA === noB ? 0 : noA ? 1 : -1;
    }
    const order = typeof a === 'number' && typeof b === 'number' ? a - b
        : typeof a === 'boolean' ? Number(a) - Number(b) : a < b ? -1 : a > b ? 1 : 0;
    return descending ? -order : order;
}

/** The rows in the order of `sort` (`{key, descending}`); as they are without one. Equal rows keep their order. */
export function sorted(rows, columns, sort) {
    const column = sort && columns.find(one => one.key === sort.key);
    if (!column) {
        return rows;
    }
    return rows.map(row => [valueOf(column, row), row]).sort((a, b) => compare(a[0], b[0], sort.descending)).map(pair => pair[1]);
}

/** `-volume_usd` ↔ `{key: 'volume_usd', descending: true}`, as sorts are written in URLs. */
export const parseSort = value => (value ? { key: value.replace(/^-/, ''), descending: value.startsWith('-') } : null);
/** See {@link parseSort}. */
export const sortText = sort => (sort ? (sort.descending ? '-' : '') + sort.key : '');

/**
 * A table of any length: only the rows in sight are in the document. The table takes the focus; ↑ ↓ PageUp PageDown Home
 * End move the active row, Enter opens it. Headers are buttons and sort: first descending for numbers (`align: 'end'`).
 *
 * @param {object} props
 * @param {Column[]} props.columns
 * @param {any[]} props.rows
 * @param {(row: any) => string} props.rowKey
 * @param {string} props.label name for screen readers
 * @param {{key: string, descending: boolean}|null} [props.sort] given: the owner keeps the sort and sorts by `onSort`
 * @param {(sort: {key: string, descending: boolean}) => void} [props.onSort]
 * @param {boolean} [props.presorted] the rows come in the order of `sort`
 * @param {{key: string, descending: boolean}} [props.initialSort] without `sort`
 * @param {(row: any) => void} [props.onOpen] click or Enter on a row
 * @param {string|null} [props.selected] key of the row that is open
 * @param {(row: any) => string} [props.rowClass]
 * @param {number} [props.rowHeight] in pixels at the usual font size
 * @param {number} [props.maxRows] the table grows with its rows up to this many; without it it fills its container
 * @param {any} [props.empty] shown without rows
 */
export function Table({ columns, rows, rowKey, label, sort, onSort, presorted = false, initialSort = null, onOpen, selected,
    rowClass, rowHeight: height = 32, maxRows, empty }) {
    const scale = useScale();
    const rowHeight = Math.round(height * scale);
    const [own, setOwn] = useState(initialSort);
    const current = sort === undefined ? own : sort;
    const ordered = useMemo(() => (presorted ? rows : sorted(rows, columns, current)), [rows, columns, current?.key, current?.descending, presorted]);
    const scroller = useRef(null);
    const [view, setView] = useState({ first: 0, last: 60 });
    const [activeKey, setActiveKey] = useState(null);
    const active = useMemo(() => (activeKey === null ? -1 : ordered.findIndex(row => rowKey(row) === activeKey)), [ordered, activeKey]);
    const setActive = index => setActiveKey(rowKey(ordered[index]));
    const id = useMemo(() => 't' + Math.random().toString(36).slice(2, 8), []);

    const measure = () => {
        const box = scroller.current;
        if (!box) {
            return;
        }
        const first = Math.max(0, Math.floor(box.scrollTop / rowHeight) - OVERSCAN);
        const last = Math.ceil((box.scrollTop + box.clientHeight) / rowHeight) + OVERSCAN;
        setView(now => (now.first === first && now.last === last ? now : { first, last }));
    };

    useLayoutEffect(measure, [rows.length, rowHeight]);
    useEffect(() => {
        const observer = new ResizeObserver(measure);
        observer.observe(scroller.current);
        return () => observer.disconnect();
    }, [rowHeight]);

    const change = column => {
        const descending = current?.key === column.key ? !current.descending : column.align === 'end';
        const next = { key: column.key, descending };
        if (sort === undefined) {
            setOwn(next);
        }
        scroller.current.scrollTop = 0;
        onSort?.(next);
    };

    const moveTo = index => {
        const to = Math.max(0, Math.min(ordered.length - 1, index));
        setActive(to);
        const box = scroller.current;
        const top = to * rowHeight;
        const visible = box.clientHeight - rowHeight - 2;
        if (top < box.scrollTop) {
            box.scrollTop = top;
        } else if (top + rowHeight > box.scrollTop + visible) {
            box.scrollTop = top + rowHeight - visible;
        }
    };

    const onKeyDown = event => {
        if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey || ordered.length === 0) {
            return;
        }
        const page = Math.max(1, Math.floor(scroller.current.clientHeight / rowHeight) - 2);
        const to = { ArrowDown: active + 1, ArrowUp: active - 1, PageDown: active + page, PageUp: active - page,
            Home: 0, End: ordered.length - 1 }[event.key];
        if (to !== undefined) {
            event.preventDefault();
            moveTo(to);
        } else if (event.key === 'Enter' && onOpen && ordered[active]) {
            event.preventDefault();
            onOpen(ordered[active]);
        }
    };

    const onClick = (event, row, index) => {
        setActive(index);
        if (onOpen && !event.target.closest('a, button, input, select, label')) {
            onOpen(row);
        }
    };

    const last = Math.min(ordered.length, view.last);
    const first = Math.min(view.first, Math.max(0, last - 1));
    const least = columns.reduce((sum, column) => sum + (column.width ?? column.least ?? 120), 0);
    const isLong = maxRows !== undefined && ordered.length > maxRows;
    return html`
        <div class=${'table-box' + (maxRows === undefined ? ' fill' : isLong ? ' long' : '')} ref=${scroller} onScroll=${measure} tabindex="-1"
            style=${isLong ? { maxHeight: (maxRows + 1.5) * rowHeight + 'px' } : undefined}>
            <table class="table" role="grid" aria-label=${label} aria-rowcount=${ordered.length + 1} tabindex="0"
                aria-activedescendant=${active >= first && active < last ? id + '-' + active : undefined}
                onKeyDown=${onKeyDown} onFocus=${event => event.target === event.currentTarget && active < 0 && ordered.length > 0 && setActive(0)}
                style=${{ minWidth: least * scale + 'px', '--row': rowHeight + 'px' }}>
                <colgroup>
                    ${columns.map(column => html`<col key=${column.key} style=${column.width ? { width: column.width * scale + 'px' } : undefined} />`)}
                </colgroup>
                <thead>
                    <tr aria-rowindex="1">
                        ${columns.map(column => html`<${Header} key=${column.key} column=${column} sort=${current} onSort=${change} />`)}
                    </tr>
                </thead>
                <tbody>
                    ${first > 0 && html`<tr class="spacer" aria-hidden="true" key="above"><td colspan=${columns.length} style=${{ height: first * rowHeight + 'px' }}></td></tr>`}
                    ${ordered.slice(first, last).map((row, offset) => {
        const index = first + offset;
        const key = rowKey(row);
        const classes = [index === active && 'active', key === selected && 'selected', onOpen && 'opens', rowClass?.(row)].filter(Boolean);
        return html`
                        <tr key=${key} id=${id + '-' + index} class=${classes.join(' ')} aria-rowindex=${index + 2}
                            aria-selected=${key === selected} onClick=${event => onClick(event, row, index)}>
                            ${columns.map(column => html`
                                <td key=${column.key} class=${cellClass(column) + (column.className ? ' ' + column.className(row) : '')}>
                                    ${column.render ? column.render(row) : valueOf(column, row) ?? '–'}
                                </td>`)}
                        </tr>`;
    })}
                    ${last < ordered.length && html`<tr class="spacer" aria-hidden="true" key="below"><td colspan=${columns.length} style=${{ height: (ordered.length - last) * rowHeight + 'px' }}></td></tr>`}
                </tbody>
            </table>
            ${ordered.length === 0 && html`<div class="table-empty">${empty ?? 'No rows.'}</div>`}
        </div>`;
}

function cellClass(column) {
    return (column.align === 'end' ? 'end num' : column.align === 'center' ? 'center' : 'start') + (column.pinned ? ' pinned' : '');
}

function Header({ column, sort, onSort }) {
    const isSorted = sort?.key === column.key;
    const order = isSorted ? (sort.descending ? 'descending' : 'ascending') : undefined;
    if (column.sortable === false) {
        return html`<th scope="col" class=${cellClass(column)} title=${column.title}>${column.label}</th>`;
    }
    return html`
        <th scope="col" class=${cellClass(column) + (isSorted ? ' sorted' : '')} aria-sort=${order}>
            <button type="button" class="sort" title=${column.title} onClick=${() => onSort(column)}>
                <span>${column.label}</span><span class="arrow" aria-hidden="true">${isSorted ? (sort.descending ? '↓' : '↑') : ''}</span>
            </button>
        </th>`;
}
