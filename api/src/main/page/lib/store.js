import { useEffect, useState } from 'preact/hooks';

/**
 * A value that components and plain code share.
 *
 * @template T
 * @param {T} initial
 * @returns {{get: () => T, set: (next: T | ((now: T) => T)) => void, subscribe: (listener: (now: T) => void) => () => void}}
 */
export function createStore(initial) {
    let value = initial;
    const listeners = new Set();
    return {
        get: () => value,
        set(next) {
            const now = typeof next === 'function' ? next(value) : next;
            if (Object.is(now, value)) {
                return;
            }
            value = now;
            [...listeners].forEach(listener => listener(value));
        },
        subscribe(listener) {
            listeners.add(listener);
            return () => listeners.delete(listener);
        },
    };
}

/** The value of a store; the component renders again when it changes. */
export function useStore(store) {
    const [value, setValue] = useState(store.get());
    useEffect(() => {
        setValue(() => store.get());
        return store.subscribe(now => setValue(() => now));
    }, [store]);
    return value;
}

/** A value kept in `storage` (localStorage or sessionStorage) under `key`; in memory only where storage is refused. */
export function createStoredText(storage, key) {
    let initial = '';
    try {
        initial = storage().getItem(key) ?? '';
    } catch {
        initial = '';
    }
    const store = createStore(initial);
    store.subscribe(now => {
        try {
            if (now) {
                storage().setItem(key, now);
            } else {
                storage().removeItem(key);
            }
        } catch {
            // kept in memory
        }
    });
    return store;
}
