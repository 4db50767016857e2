import { html } from '../lib/html.js';
import { useNow } from '../lib/time.js';
import { dismiss } from './pending.js';

/** A change that was written and that the universe has not followed yet. */
export function Waiting({ change, row }) {
    const now = useNow();
    return change.late
        ? html`
            <p class="notice warn" role="status"><span class="grow">Written, but the universe has not followed within 30 s. <a href="/#task=universe">Runs of the task universe</a></span>
                <button type="button" class="button small" onClick=${() => dismiss(row)}>Dismiss</button></p>`
        : html`<p class="notice" role="status">Written. Waiting for the universe to follow: ${Math.max(0, Math.round((now - change.since) / 1000))} s</p>`;
}
