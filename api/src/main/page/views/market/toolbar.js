import { useState } from 'preact/hooks';
import { html } from '../../lib/html.js';
import { Icon, MarketPicker, Segmented, toast } from '../../lib/ui.js';
import { TIMEFRAMES } from '../../chart/calendar.js';
import { DEFAULT_OVERLAYS, DEFAULT_PANES, OVERLAYS, PANES } from '../../chart/overlays.js';
import { listParameter, momentParameter, MOST_COMPARED } from './address.js';
import { Checks, Menu } from './menu.js';
import { presetRange, PRESETS } from './ranges.js';

const TIMEFRAME_OPTIONS = TIMEFRAMES.map(key => ({ key, label: key, title: key === '1m' ? 'One calendar month' : undefined }));

/**
 * Timeframe, range, overlays, panes, scale and side panel of the chart.
 *
 * @param {{address: import('./address.js').MarketAddress, change: (changes: object, options?: object) => void,
 *     newest: string|null, oldest: string|null}} props open times of the market's bars
 */
export function MarketToolbar({ address, change, newest, oldest }) {
    const { timeframe, overlays, panes, compare, isLog, side } = address;
    const onPreset = preset => {
        const range = presetRange(preset, timeframe, newest ? Date.parse(newest) : Date.now(), oldest ? Date.parse(oldest) : null);
        change({ timeframe: range.timeframe, from: momentParameter(range.from), to: null });
    };
    return html`
        <div class="toolbar market-toolbar" role="group" aria-label="Chart">
            <${Segmented} label="Timeframe" options=${TIMEFRAME_OPTIONS} selected=${timeframe} onSelect=${key => change({ timeframe: key, from: null, to: null })} />
            <span class="presets" role="group" aria-label="Range">
                ${PRESETS.map(preset => html`<button key=${preset.key} type="button" class="preset" title=${preset.title} onClick=${() => onPreset(preset)}>${preset.label}</button>`)}
            </span>
            <${Menu} label="Range"><${RangeForm} address=${address} change=${change} /></${Menu}>
            <${Menu} label="Overlays" count=${overlays.length}>
                <${Checks} options=${OVERLAYS} chosen=${overlays} onChange=${keys => change({ overlays: listParameter(keys, DEFAULT_OVERLAYS) })} />
            </${Menu}>
            <${Menu} label="Panes" count=${panes.length}>
                <${Checks} options=${PANES} chosen=${panes} onChange=${keys => change({ panes: listParameter(keys, DEFAULT_PANES) })} />
            </${Menu}>
            <${Menu} label="Compare" count=${compare.length}><${CompareForm} compare=${compare} change=${change} /></${Menu}>
            <button type="button" class="button toggle" aria-pressed=${isLog} onClick=${() => change({ scale: isLog ? null : 'log' })} title="Logarithmic price axis">Log</button>
            <span class="grow"></span>
            <button type="button" class="button toggle" aria-pressed=${side === 'table'} onClick=${() => change({ side: side === 'table' ? null : 'table' })}>Table</button>
            <button type="button" class="button toggle" aria-pressed=${side !== '' && side !== 'table'} onClick=${() => change({ side: side ? null : 'values' })}>Details</button>
            <button type="button" class="button" onClick=${copyLink}>Copy link</button>
        </div>`;
}

function CompareForm({ compare, change }) {
    return html`
        <div class="compare-form">
            <p class="muted">In percent since the first bar in view</p>
            ${compare.map(other => html`
                <span key=${other}>${other}
                    <button type="button" class="icon-button" aria-label=${`Do not compare with ${other}`} onClick=${() => change({ compare: compare.filter(one => one !== other) })}><${Icon} name="close" /></button>
                </span>`)}
            ${compare.length < MOST_COMPARED && html`
                <${MarketPicker} key=${compare.length} label="Compare with another market" placeholder="Add a market" onPick=${market => change({ compare: [...compare, market] })} />`}
        </div>`;
}

function RangeForm({ address, change }) {
    const [from, setFrom] = useState(inputValue(address.from));
    const [to, setTo] = useState(inputValue(address.to));
    const start = Date.parse(`${from}Z`);
    const end = Date.parse(`${to}Z`);
    const isWrong = end <= start;
    const apply = event => {
        event.preventDefault();
        change({ from: momentParameter(Number.isNaN(start) ? null : start), to: momentParameter(Number.isNaN(end) ? null : end) });
    };
    return html`
        <form class="form range-form" onSubmit=${apply}>
            <label>From, UTC<input type="datetime-local" required value=${from} onInput=${event => setFrom(event.target.value)} /></label>
            <label>To, UTC<input type="datetime-local" value=${to} onInput=${event => setTo(event.target.value)} />
                <span class="hint">${isWrong ? 'Ends before it starts' : 'Empty: up to now, and on'}</span></label>
            <button type="submit" class="button primary" disabled=${isWrong}>Show range</button>
        </form>`;
}

function inputValue(time) {
    return time === null ? '' : new Date(time).toISOString().slice(0, 16);
}

function copyLink() {
    navigator.clipboard.writeText(window.location.href)
        .then(() => toast('Link copied'), () => toast('The browser did not allow copying; the address bar has the link', 'info'));
}
