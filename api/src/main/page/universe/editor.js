import { useState } from 'preact/hooks';
import { html } from '../lib/html.js';
import { request } from '../lib/http.js';
import { marketHref } from '../lib/router.js';
import { useStore } from '../lib/store.js';
import { operatorName, openTokens, useOperatorRefusal } from '../lib/tokens.js';
import { Ago, Badge, Drawer, ErrorBox, Segmented } from '../lib/ui.js';
import { integer, minute, text, words } from '../lib/format.js';
import { Waiting } from './waiting.js';
import { pending, pendingOf, waitForUniverse } from './pending.js';
import { reasonText } from './rows.js';

const TRACK = [{ key: 'true', label: 'Track' }, { key: 'false', label: 'Do not track' }];

/**
 * The detail of a market, with the operators' rows that apply to it. A form starts again when the row behind it has changed.
 *
 * @param {{row: any, onClose: () => void, onRows: (rows: any[]) => void}} props
 */
export function MarketEditor({ row, onClose, onRows }) {
    const change = pendingOf(useStore(pending), row);
    return html`
        <${Drawer} title=${row.market} onClose=${onClose}>
            <div class="detail-head">
                <${Badge} kind=${row.tracked ? 'ok' : 'off'}>${row.tracked ? 'tracked' : 'not tracked'}</${Badge}>
                <span class="muted">${reasonText(row)}</span>
                <span class="grow"></span>
                <a class="button" href=${marketHref(row.market)}>Open its chart</a>
            </div>
            ${change && html`<${Waiting} change=${change} row=${row} />`}
            <dl class="facts">
                <dt>Rank</dt><dd class="num">${text(row.rank === null ? null : integer(row.rank))}</dd>
                <dt>Status</dt><dd>${words(row.status)}${row.venue_status ? html` <span class="muted">(${row.exchange}: ${row.venue_status})</span>` : ''}</dd>
                <dt>Listed</dt><dd class="num">${minute(row.listed_at)}</dd>
                <dt>Decided</dt><dd><${Ago} time=${row.updated_at} /></dd>
            </dl>
            <${Declaration} key=${JSON.stringify(row.declaration)} exchange=${row.exchange} asset=${row.asset} declaration=${row.declaration} initial=${!row.tracked} onRows=${onRows} />
            <${ExcludeFlag} key=${JSON.stringify(row.flags)} base=${row.base} flags=${row.flags} onRows=${onRows} />
        </${Drawer}>`;
}

/** A new row for a market that discovery does not find. */
export function NewDeclaration({ exchanges, onClose, onRows }) {
    const [exchange, setExchange] = useState(exchanges[0] ?? 'binance');
    const [asset, setAsset] = useState('');
    const [unlisted, setUnlisted] = useState(false);
    return html`
        <${Drawer} title="New operator’s row" onClose=${onClose}>
            <p class="muted">For a market that the rules leave out, or that discovery does not find. The name is the unified symbol: <code>BTC/USDT</code> spot, <code>BTC/USDT:USDT</code> linear contract.</p>
            <div class="form pair">
                <label>Venue
                    <select value=${exchange} onChange=${event => setExchange(event.target.value)}>
                        ${exchanges.map(one => html`<option key=${one} value=${one}>${one}</option>`)}
                    </select>
                </label>
                <label>Market
                    <input type="text" autofocus spellcheck="false" placeholder="BTC/USDT" value=${asset} onInput=${event => setAsset(event.target.value.trim().toUpperCase())} />
                </label>
            </div>
            <label class="check-line"><input type="checkbox" checked=${unlisted} onChange=${event => setUnlisted(event.target.checked)} />Its venue does not list it: request it all the same</label>
            <${Declaration} exchange=${exchange} asset=${asset} unlisted=${unlisted} declaration=${null} initial=${true} onRows=${onRows} onSaved=${onClose} />
        </${Drawer}>`;
}

/** Sends an operators' row; state and errors of it. */
function useWrite() {
    const [state, setState] = useState({ busy: false, error: null });
    const write = async (path, method, body, then) => {
        setState({ busy: true, error: null });
        operatorName.set(body.by);
        try {
            await request(path, { method, body });
            setState({ busy: false, error: null });
            then();
        } catch (error) {
            setState({ busy: false, error });
        }
    };
    return [state, write];
}

function Declaration({ exchange, asset, declaration, initial, unlisted = false, onRows, onSaved }) {
    const [track, setTrack] = useState(String(declaration?.track ?? initial));
    const [note, setNote] = useState(declaration?.note ?? '');
    const [state, write] = useWrite();
    const save = by => write('operator/declarations', 'PUT', { exchange, asset, track: track === 'true', note, by, unlisted: unlisted || undefined }, () => {
        waitForUniverse({ exchange, asset }, `${exchange}:${asset}`,
            rows => rows.some(row => row.reason === 'declared' && String(row.tracked) === track && (row.declaration?.note ?? '') === note), onRows);
        onSaved?.();
    });
    const remove = by => write('operator/declarations', 'DELETE', { exchange, asset, by }, () => {
        waitForUniverse({ exchange, asset }, `${exchange}:${asset}`, rows => rows.every(row => row.reason !== 'declared' && !row.declaration), onRows);
    });
    return html`
        <${RowForm} title="Declaration" state=${state} hasRow=${Boolean(declaration)} canSave=${/^[^\s/:]+\/[^\s/:]+(:[^\s/:]+)?$/.test(asset)} onSave=${save} onRemove=${remove}
            about=${declaration ? html`Set <${Ago} time=${declaration.declared_at} />` : 'None: the rules and flags decide.'}>
            <${Segmented} label="Track this market" options=${TRACK} selected=${track} onSelect=${setTrack} />
            <label>Note
                <input type="text" maxlength="200" value=${note} onInput=${event => setNote(event.target.value)} />
            </label>
        </${RowForm}>`;
}

function ExcludeFlag({ base, flags, onRows }) {
    const flag = flags.find(one => one.flag === 'exclude');
    const others = flags.filter(one => one.flag !== 'exclude');
    const [value, setValue] = useState(flag?.value ?? true);
    const [note, setNote] = useState(flag?.note ?? '');
    const [state, write] = useWrite();
    const decided = rows => rows.filter(row => !row.declaration);
    const isNoted = rows => rows.every(row => (row.flags ?? []).some(one => one.flag === 'exclude' && one.value === value && (one.note ?? '') === note));
    const save = by => write('operator/flags', 'PUT', { base, flag: 'exclude', value, note, by }, () => waitForUniverse({ base }, `Flag exclude of ${base}`,
        rows => isNoted(rows) && decided(rows).every(row => (row.reason === 'excluded') === value), onRows));
    const remove = by => write('operator/flags', 'DELETE', { base, flag: 'exclude', by }, () => waitForUniverse({ base }, `Flag exclude of ${base}`,
        rows => decided(rows).every(row => row.reason !== 'excluded'), onRows));
    return html`
        <${RowForm} title=${`Flag exclude of ${base}`} state=${state} hasRow=${Boolean(flag)} canSave onSave=${save} onRemove=${remove}
            about=${flag ? html`Set <${Ago} time=${flag.set_at} />` : `None. The flag excludes every market of ${base} on all venues, unless a declaration tracks it.`}>
            <label class="check"><input type="checkbox" checked=${value} onChange=${event => setValue(event.target.checked)} />Exclude every market of ${base}</label>
            <label>Note
                <input type="text" maxlength="200" value=${note} onInput=${event => setNote(event.target.value)} />
            </label>
            ${others.length > 0 && html`<p class="hint">Other flags of ${base}, which no rule reads: ${others.map(one => `${one.flag} = ${one.value}`).join(', ')}</p>`}
        </${RowForm}>`;
}

function RowForm({ title, about, state, hasRow, canSave, onSave, onRemove, children }) {
    const refusal = useOperatorRefusal();
    const [by, setBy] = useState(operatorName.get());
    const submit = event => {
        event.preventDefault();
        if (!refusal) {
            onSave(by.trim());
        }
    };
    return html`
        <form class="form row-form" onSubmit=${submit} aria-label=${title}>
            <header><h3>${title}</h3><span class="muted">${about}</span></header>
            <fieldset disabled=${Boolean(refusal)}>
                ${children}
                <label>Your name
                    <input type="text" required maxlength="80" autocomplete="name" value=${by} onInput=${event => setBy(event.target.value)} />
                </label>
                <div class="row-actions">
                    ${hasRow && html`<button type="button" class="button danger" disabled=${state.busy || !by.trim()} onClick=${() => onRemove(by.trim())}>Delete the row</button>`}
                    <button type="submit" class="button primary" disabled=${state.busy || !canSave}>${state.busy ? 'Writing…' : hasRow ? 'Change the row' : 'Write the row'}</button>
                </div>
            </fieldset>
            ${state.error && html`<${ErrorBox} error=${state.error} />`}
            ${refusal && html`<p class="notice">${refusal}. <button type="button" class="link-button" onClick=${openTokens}>Tokens</button></p>`}
        </form>`;
}
