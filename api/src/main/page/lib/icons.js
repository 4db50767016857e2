import { html } from './html.js';

const PATHS = {
    sun: 'M8 5.2a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.6zM8 1.5v1.5M8 13v1.5M1.5 8H3M13 8h1.5M3.4 3.4l1.1 1.1M11.5 11.5l1.1 1.1M12.6 3.4l-1.1 1.1M4.5 11.5l-1.1 1.1',
    moon: 'M13.5 9.6A5.8 5.8 0 0 1 6.4 2.5a5.8 5.8 0 1 0 7.1 7.1z',
    key: 'M5.5 13.5a2.8 2.8 0 1 0 0-5.6 2.8 2.8 0 0 0 0 5.6zM7.6 8.6 13 3.2M10.8 5.4l2 2',
    close: 'M4 4l8 8M12 4l-8 8',
    search: 'M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9zM10.3 10.3 14 14',
    chevron: 'M6 4l4 4-4 4',
    down: 'M4 6l4 4 4-4',
    up: 'M8 12.5v-9M4.5 7 8 3.5 11.5 7',
    pause: 'M5.5 3.5v9M10.5 3.5v9',
    play: 'M5 3.5v9l7-4.5z',
    retry: 'M13 8a5 5 0 1 1-1.5-3.5M13 2.5v2.5h-2.5',
    check: 'M3.5 8.5 6.5 11.5 12.5 4.5',
    warn: 'M8 2.5 14 13H2zM8 6.5v3M8 11.2v.01',
    bad: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2zM8 5v3.5M8 10.8v.01',
    info: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2zM8 7.5V11M8 5.2v.01',
    external: 'M6.5 3.5h-3v9h9v-3M9 3h4v4M13 3 7.5 8.5',
    edit: 'M3 13l.5-2.5L10.5 3.5l2 2L5.5 12.5z',
    trash: 'M3 4.5h10M6.5 4.5V3h3v1.5M4.5 4.5l.5 8.5h6l.5-8.5',
    download: 'M8 2.5v7.5M5 7l3 3 3-3M3 13h10',
    plus: 'M8 3v10M3 8h10',
    history: 'M3 8a5 5 0 1 0 1.6-3.7L3 5.8M3 3v2.8h2.8M8 5.5V8l1.8 1.2',
};

/**
 * A line icon, decoration only: the control that holds it has the name.
 *
 * @param {{name: keyof typeof PATHS}} props
 */
export function Icon({ name }) {
    return html`<svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false"><path d=${PATHS[name]} /></svg>`;
}
