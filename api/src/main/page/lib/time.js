import { useEffect, useState } from 'preact/hooks';
import { html } from './html.js';
import { createStore } from './store.js';
import { ago, clock, dateTime, millis, NONE } from './format.js';

const second = createStore(Date.now());
let users = 0;
let timer = 0;

function tick() {
    second.set(Date.now());
    timer = setTimeout(tick, 1000 - Date.now() % 1000);
}

/** The current time, once a second; one timer for the whole page. */
export function useNow() {
    const [now, setNow] = useState(Date.now());
    useEffect(() => {
        if (users++ === 0) {
            tick();
        }
        const end = second.subscribe(setNow);
        return () => {
            end();
            if (--users === 0) {
                clearTimeout(timer);
            }
        };
    }, []);
    return now;
}

/** How long ago a time was, with the time itself as its title. */
export function Ago({ time }) {
    const now = useNow();
    const at = millis(time);
    return at === null
        ? html`<span class="none">${NONE}</span>`
        : html`<time datetime=${new Date(at).toISOString()} title=${dateTime(at) + ' UTC'}>${ago(at, now)}</time>`;
}

/** The clock of the header. */
export function Clock() {
    const now = useNow();
    return html`<time class="clock num" title=${dateTime(now) + ' UTC, by this computer'}>${clock(now)}<span class="unit"> UTC</span></time>`;
}
