import { useEffect, useState } from 'preact/hooks';

/** How much larger than usual sizes are shown: 1 at a root font size of 16 px. */
function scale() {
    return parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;
}

/** The factor from designed pixels to shown ones, for sizes that scripts set; follows the window. */
export function useScale() {
    const [value, setValue] = useState(scale);
    useEffect(() => {
        const onResize = () => setValue(scale());
        window.addEventListener('resize', onResize);
        return () => window.removeEventListener('resize', onResize);
    }, []);
    return value;
}

/** Whether a media query matches; follows the window. */
export function useMedia(query) {
    const [value, setValue] = useState(() => matchMedia(query).matches);
    useEffect(() => {
        const media = matchMedia(query);
        const onChange = () => setValue(media.matches);
        onChange();
        media.addEventListener('change', onChange);
        return () => media.removeEventListener('change', onChange);
    }, [query]);
    return value;
}
