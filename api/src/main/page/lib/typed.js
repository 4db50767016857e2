import { useEffect, useRef, useState } from 'preact/hooks';

const PAUSE_MS = 200;

/**
 * The text of a field whose owner takes it after a pause in typing.
 *
 * @param {string} value of the owner; another one replaces the text
 * @param {(text: string) => void} onPause the newest one is called
 * @returns {[string, (text: string) => void]}
 */
export function useTyped(value, onPause) {
    const [text, setText] = useState(value);
    const take = useRef(onPause);
    take.current = onPause;
    useEffect(() => setText(value), [value]);
    useEffect(() => {
        if (text === value) {
            return undefined;
        }
        const timer = setTimeout(() => take.current(text), PAUSE_MS);
        return () => clearTimeout(timer);
    }, [text, value]);
    return [text, setText];
}
