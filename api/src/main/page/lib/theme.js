import { createStore } from './store.js';

const KEY = 'cda.theme';
const dark = matchMedia('(prefers-color-scheme: dark)');

/** The theme that is shown, `dark` or `light`. */
export const theme = createStore(shownTheme());

function shownTheme() {
    return document.documentElement.dataset.theme ?? (dark.matches ? 'dark' : 'light');
}

dark.addEventListener('change', () => theme.set(shownTheme()));

/** Shows the other theme and keeps the choice; a choice equal to the system's is not kept. */
export function switchTheme() {
    const next = theme.get() === 'dark' ? 'light' : 'dark';
    const followsSystem = next === (dark.matches ? 'dark' : 'light');
    if (followsSystem) {
        delete document.documentElement.dataset.theme;
    } else {
        document.documentElement.dataset.theme = next;
    }
    try {
        if (followsSystem) {
            localStorage.removeItem(KEY);
        } else {
            localStorage.setItem(KEY, next);
        }
    } catch {
        // kept until the page is closed
    }
    theme.set(next);
}
