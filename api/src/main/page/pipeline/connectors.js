import { html } from '../lib/html.js';
import { Empty, Icon, Panel, State } from '../lib/ui.js';
import { count, words } from '../lib/format.js';
import { ActionButton } from './actions.js';
import { detailHref, kindOf } from './states.js';

const ORDER = { bad: 0, warn: 1, off: 2, ok: 3 };

/** Kind of a connector with the state of its worst task. */
function stateOf(connector) {
    const states = [connector.state, ...connector.tasks.map(task => task.state)];
    return states.reduce((worst, state) => (ORDER[kindOf(state)] < ORDER[kindOf(worst)] ? state : worst));
}

/** The connectors, those that need a look first. */
export function Connectors({ connectors }) {
    const rows = connectors.map(connector => ({ ...connector, worst: stateOf(connector) }))
        .sort((a, b) => ORDER[kindOf(a.worst)] - ORDER[kindOf(b.worst)]);
    return html`
        <${Panel} id="connectors" title="Connectors" count=${connectors.length} class="flush">
            ${rows.length === 0 && html`<${Empty} title="No connector is deployed" />`}
            <ul class="lines">
                ${rows.map(connector => html`
                    <li key=${connector.name}>
                        <div class="line">
                            <a class="row-link grow" href=${detailHref('connector', connector.name)}>${connector.name}</a>
                            <span class="muted">${count(connector.tasks.length, 'task')}</span>
                            <${State} kind=${kindOf(connector.worst)}>${words(connector.worst)}</${State}>
                            <${ActionButton} action="restart_connector" target=${connector.name} />
                        </div>
                        <${Traces} connector=${connector} />
                    </li>`)}
            </ul>
        </${Panel}>`;
}

function Traces({ connector }) {
    return connector.tasks.filter(task => task.cause).map(task => html`
        <p key=${task.id} class="trace"><${Icon} name="bad" /><code>Task ${task.id}: ${task.cause}</code></p>`);
}

/** The detail of one connector. */
export function ConnectorDetail({ connector, lag }) {
    const behind = lag.filter(row => row.group.includes(connector.name));
    return html`
        <div class="detail-head">
            <${State} kind=${kindOf(stateOf(connector))}>${words(stateOf(connector))}</${State}>
            <span class="muted">${connector.kind}</span>
            <span class="grow"></span>
            <${ActionButton} action="restart_connector" target=${connector.name} small=${false} />
        </div>
        <ul class="lines boxed">
            ${connector.tasks.map(task => html`
                <li key=${task.id}>
                    <div class="line"><span class="grow">Task ${task.id}</span><${State} kind=${kindOf(task.state)}>${words(task.state)}</${State}></div>
                    ${task.cause && html`<pre>${task.cause}</pre>`}
                </li>`)}
        </ul>
        ${behind.length > 0 && html`
            <dl class="facts">${behind.map(row => html`<dt key=${row.topic}>Lag on ${row.topic}</dt><dd class="num">${count(row.records, 'record')}</dd>`)}</dl>`}
        <p class="muted">The whole trace is in the log of the Connect worker.</p>`;
}
