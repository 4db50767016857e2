import { html } from '../lib/html.js';
import { Drawer, Empty } from '../lib/ui.js';
import { ConnectorDetail } from './connectors.js';
import { GapsDetail, LettersDetail, QuarantineDetail } from './quality.js';
import { SourceDetail } from './sources.js';
import { TaskDetail } from './tasks.js';
import { TopicDetail } from './topics.js';

const gone = name => html`<${Empty} title=${'There is no ' + name + ' now'}>It was there when the address was made.</${Empty}>`;

/** Details by the name in the fragment: title and content. */
const DETAILS = {
    source: (value, data) => {
        const source = data.sources.find(one => one.exchange === value);
        return ['Source ' + value, source ? html`<${SourceDetail} source=${source} />` : gone(value)];
    },
    task: (value, data) => ['Task ' + value, html`<${TaskDetail} process=${value} task=${data.tasks.find(one => one.process === value)} />`],
    connector: (value, data) => {
        const connector = data.connectors.find(one => one.name === value);
        return ['Connector ' + value, connector ? html`<${ConnectorDetail} connector=${connector} lag=${data.lag} />` : gone(value)];
    },
    topic: (value, data) => ['Topic ' + value, html`<${TopicDetail} name=${value} topic=${data.topics.find(one => one.topic === value)} lag=${data.lag} />`],
    gaps: value => ['Gaps' + (value && ' of ' + value), html`<${GapsDetail} exchange=${value} />`],
    quarantine: value => ['Quarantine' + (value && ' of ' + value), html`<${QuarantineDetail} exchange=${value} />`],
    'dead-letters': (value, data) => [value ? 'Dead letters in ' + value : 'Dead letters', html`<${LettersDetail} topic=${value} topics=${data.dead_letters} />`],
};

/** The drawer that the fragment of the address names; nothing without one. A fragment may also name a panel. */
export function Detail({ name, value, data, onClose }) {
    const detail = Object.hasOwn(DETAILS, name) && DETAILS[name];
    if (!detail) {
        return null;
    }
    const [title, content] = detail(value, data);
    return html`<${Drawer} key=${name + '=' + value} title=${title} onClose=${onClose}>${content}</${Drawer}>`;
}
