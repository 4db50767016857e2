import { useEffect, useRef, useState } from 'preact/hooks';
import { html } from './html.js';
import { useStore } from './store.js';
import { about, pipeline } from './feed.js';
import { connection } from './stream.js';
import { operatorToken, reached, readToken } from './http.js';
import { lastAddress, marketHref, navigate } from './router.js';
import { switchTheme, theme } from './theme.js';
import { openTokens, TokenDialog } from './tokens.js';
import { Clock } from './time.js';
import { Icon, MarketPicker, Toasts } from './ui.js';
import { clock, count } from './format.js';

const VERDICTS = {
    healthy: { kind: 'ok', text: 'Healthy' },
    degraded: { kind: 'warn', text: 'Degraded' },
    down: { kind: 'bad', text: 'Down' },
};

/** What the verdict of `GET pipeline` is called, and its kind (ok, warn, bad). */
export function verdictOf(data) {
    return VERDICTS[data?.verdict] ?? { kind: 'off', text: 'Unknown' };
}

/** Name and kind of the connection: offline if neither a request nor the stream got through last, otherwise the stream's. */
export function connectionOf(stream, isReached) {
    if (isReached === false) {
        return { kind: 'bad', text: 'Offline' };
    }
    return {
        live: { kind: 'ok', text: 'Live' },
        connecting: { kind: 'off', text: 'Connecting' },
        stale: { kind: 'warn', text: 'Stale' },
        offline: { kind: 'bad', text: 'Reconnecting' },
        paused: { kind: 'off', text: 'Paused' },
    }[stream?.state] ?? (isReached === null ? { kind: 'off', text: 'Connecting' } : { kind: 'ok', text: 'Connected' });
}

function Health() {
    const { data, error } = useStore(pipeline);
    const verdict = verdictOf(data);
    const problems = data?.problems?.length ?? 0;
    const old = data && error;
    const label = error ? 'No answer' : !data ? 'Loading' : problems ? `${verdict.text} · ${problems}` : verdict.text;
    return html`
        <a class=${'chip ' + (old ? 'off' : verdict.kind)} href="/" title=${data ? `Pipeline: ${count(problems, 'problem')}, as of ${clock(data.as_of)} UTC` : 'Pipeline'}>
            <span class="dot" aria-hidden="true"></span><span class="sr">Pipeline: </span>${label}
        </a>`;
}

function Connection() {
    const stream = useStore(connection);
    const isReached = useStore(reached);
    const { kind, text } = connectionOf(stream, isReached);
    const since = stream ? ` since ${clock(stream.since)} UTC` : '';
    return html`
        <span class=${'chip ' + kind} title=${`Connection: ${text}${since}${stream?.problem ? ' · ' + stream.problem.message : ''}`}>
            <span class="dot" aria-hidden="true"></span><span class="sr">Connection: </span>${text}
        </span>`;
}

/** Speaks the view, the verdict and the loss of the connection to screen readers when they change. */
function Announcer({ title }) {
    const { data } = useStore(pipeline);
    const isReached = useStore(reached);
    const verdict = data?.verdict;
    const state = isReached === false ? 'Connection to the server lost' : verdict && 'Pipeline ' + verdict;
    return html`
        <div class="sr" role="status" aria-live="polite"><${Changed} text=${title} /></div>
        <div class="sr" role="status" aria-live="polite"><${Changed} text=${state} /></div>`;
}

/** A text from its first change on. */
function Changed({ text }) {
    const before = useRef(undefined);
    const [message, setMessage] = useState('');
    useEffect(() => {
        if (text && before.current && before.current !== text) {
            setMessage(text);
        }
        before.current = text || before.current;
    }, [text]);
    return message;
}

/**
 * Header, navigation, and the place of the view. A link to another view leads to where it was left, that to the view itself
 * to its beginning.
 *
 * @param {{views: {path: string, name: string}[], url: URL, title: string, children: any}} props
 */
export function Shell({ views, url, title, children }) {
    const shownTheme = useStore(theme);
    const operator = useStore(operatorToken);
    const reader = useStore(readToken);
    const info = useStore(about);
    const other = shownTheme === 'dark' ? 'light' : 'dark';
    return html`
        <a class="skip" href="#view" onClick=${event => { event.preventDefault(); document.getElementById('view').focus(); }}>Skip to content</a>
        <header class="top">
            <a class="brand" href="/" aria-label="CryptoData, to the pipeline"><img src="/icon.svg" alt="" width="20" height="20" /><span>CryptoData</span></a>
            <nav class="nav" aria-label="Views">
                ${views.map(view => html`
                    <a key=${view.path} href=${view.path === url.pathname ? view.path : lastAddress(view.path)} aria-current=${view.path === url.pathname ? 'page' : undefined}>${view.name}</a>`)}
                ${info?.grafana_url && html`<a href=${info.grafana_url} target="_blank" rel="noreferrer">Grafana<${Icon} name="external" /></a>`}
            </nav>
            <${MarketPicker} label="Find a market" hotkey onPick=${market => navigate(marketHref(market))} />
            <div class="status">
                <${Health} />
                <${Connection} />
                <${Clock} />
                <button type="button" class=${'icon-button' + (operator || reader ? ' on' : '')} onClick=${openTokens}
                    aria-label=${operator ? 'Tokens: operator token set' : reader ? 'Tokens: read token set' : 'Tokens'} title="Tokens"><${Icon} name="key" /></button>
                <button type="button" class="icon-button" onClick=${switchTheme} aria-label=${`Switch to the ${other} theme`}
                    title=${`Switch to the ${other} theme`}><${Icon} name=${other === 'dark' ? 'moon' : 'sun'} /></button>
            </div>
        </header>
        <main id="view" tabindex="-1">${children}</main>
        <${Announcer} title=${title} />
        <${Toasts} />
        <${TokenDialog} />`;
}
