import { useId, useRef, useState } from 'preact/hooks';
import { html } from '../../lib/html.js';
import { Icon } from '../../lib/ui.js';
import { checkFilter, completions, editableFilter, readableFilter } from './filter.js';

/**
 * The filters as chips, and a field that adds one and completes the names of columns: ↑ ↓ move, Tab or Enter takes a name,
 * Enter adds the filter. A chip's text puts it back into the field.
 *
 * @param {{filters: string[], columns: {name: string, description: string}[], onChange: (filters: string[]) => void}} props
 */
export function FilterEditor({ filters, columns, onChange }) {
    const [text, setText] = useState('');
    const [active, setActive] = useState(-1);
    const [isOpen, setOpen] = useState(false);
    const [problem, setProblem] = useState('');
    const id = useId();
    const input = useRef(null);
    const names = columns.map(column => column.name);
    const offered = isOpen ? completions(text, names) : { start: 0, names: [] };

    const write = value => {
        setText(value);
        setActive(-1);
        setProblem('');
        setOpen(true);
    };
    const complete = name => write(`${text.slice(0, offered.start)}${name} `);
    const add = () => {
        const checked = checkFilter(text, names);
        if (checked.problem) {
            setProblem(checked.problem);
            return;
        }
        onChange([...new Set([...filters, checked.filter])]);
        write('');
        setOpen(false);
    };
    const edit = filter => {
        onChange(filters.filter(one => one !== filter));
        write(editableFilter(filter));
        input.current.focus();
    };
    const onKeyDown = event => {
        const last = offered.names.length - 1;
        const actions = {
            ArrowDown: () => (isOpen ? setActive(active >= last ? 0 : active + 1) : setOpen(true)),
            ArrowUp: () => setActive(active <= 0 ? last : active - 1),
            Enter: () => (active >= 0 ? complete(offered.names[active]) : add()),
            Tab: () => complete(offered.names[Math.max(0, active)]),
            Escape: () => setOpen(false),
        };
        const isUseful = event.key !== 'Tab' || (text !== '' && last >= 0 && !event.shiftKey && checkFilter(text, names).problem);
        if (actions[event.key] && isUseful) {
            event.preventDefault();
            actions[event.key]();
        }
    };

    return html`
        <div class="filters">
            <ul class="filter-chips" aria-label="Filters">
                ${filters.map(filter => html`
                    <li key=${filter} class="filter-chip">
                        <button type="button" class="filter-text num" title="Edit" onClick=${() => edit(filter)}>${readableFilter(filter)}</button>
                        <button type="button" aria-label=${`Remove filter ${readableFilter(filter)}`} onClick=${() => onChange(filters.filter(one => one !== filter))}><${Icon} name="close" /></button>
                    </li>`)}
            </ul>
            <div class="filter-field">
                <input ref=${input} type="text" role="combobox" aria-label="Add a filter" aria-expanded=${offered.names.length > 0} aria-controls=${`${id}-list`}
                    aria-autocomplete="list" aria-activedescendant=${active >= 0 ? `${id}-${active}` : undefined} aria-invalid=${problem !== ''}
                    aria-describedby=${`${id}-problem`} autocomplete="off" spellcheck="false" placeholder="Add a filter: rsi14 < 30" value=${text}
                    onInput=${event => write(event.target.value)} onKeyDown=${onKeyDown} onFocus=${() => text && setOpen(true)} onBlur=${() => setOpen(false)} />
                <div class="filter-list" id=${`${id}-list`} role="listbox" aria-label="Columns" hidden=${offered.names.length === 0}>
                    ${offered.names.map((name, index) => html`
                        <div key=${name} id=${`${id}-${index}`} role="option" aria-selected=${index === active}
                            onMouseDown=${event => { event.preventDefault(); complete(name); }} onMouseMove=${() => setActive(index)}>
                            <b>${name}</b><span class="muted">${columns.find(column => column.name === name).description}</span>
                        </div>`)}
                </div>
                <p class="filter-problem" id=${`${id}-problem`} role="alert">${problem}</p>
            </div>
        </div>`;
}
