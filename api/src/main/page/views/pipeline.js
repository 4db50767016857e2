import { useEffect, useMemo, useState } from 'preact/hooks';
import { html } from '../lib/html.js';
import { useStore } from '../lib/store.js';
import { pipeline, refreshPipeline, watchPipeline } from '../lib/feed.js';
import { openStream } from '../lib/stream.js';
import { ErrorBox, Skeleton } from '../lib/ui.js';
import { millis } from '../lib/format.js';
import { ActionDialog } from '../pipeline/actions.js';
import { Connectors } from '../pipeline/connectors.js';
import { Detail } from '../pipeline/details.js';
import { Flow } from '../pipeline/flow.js';
import { History } from '../pipeline/history.js';
import { Quality } from '../pipeline/quality.js';
import { Parts } from '../pipeline/parts.js';
import { Sources } from '../pipeline/sources.js';
import { detailOf } from '../pipeline/states.js';
import { Tasks } from '../pipeline/tasks.js';
import { Topics } from '../pipeline/topics.js';
import { Verdict } from '../pipeline/verdict.js';

/** The runs that the stream reported, newest by process; as many as there are tasks. */
function useRuns() {
    const [runs, setRuns] = useState({});
    useEffect(() => openStream({ kind: 'tasks' }, (type, run) => {
        if (type === 'task') {
            setRuns(now => ({ ...now, [run.process]: run }));
        } else if (type === 'reset') {
            refreshPipeline();
        }
    }), []);
    return runs;
}

/** The tasks with what the stream reported since they were loaded. */
function latest(tasks, runs) {
    return tasks.map(task => {
        const run = runs[task.process];
        const isNewer = run && millis(run.started_at) > (millis(task.started_at) ?? 0);
        return isNewer ? { ...task, ...run, running: run.finished_at ? null : task.running } : task;
    });
}

/** The outline of the view, until its state has arrived. */
function Loading() {
    return html`
        <div class="panel verdict-loading"><${Skeleton} lines=${2} label="Loading the state of the pipeline" /></div>
        <div class="flow" aria-hidden="true">${[1, 2, 3, 4, 5].map(key => html`<div key=${key} class="stage stage-loading"></div>`)}</div>
        <div class="columns" aria-hidden="true">
            <div class="column"><div class="panel table-loading"><${Skeleton} lines=${9} /></div><div class="panel table-loading"><${Skeleton} lines=${12} /></div></div>
            <div class="column"><div class="panel table-loading"><${Skeleton} lines=${9} /></div></div>
        </div>`;
}

/** What flows now, and where not: the first thing seen. */
export default function Pipeline({ url, navigate }) {
    const { data, error, at } = useStore(pipeline);
    const runs = useRuns();
    const tasks = useMemo(() => data && latest(data.tasks, runs), [data, runs]);
    const [name, value] = detailOf(url);

    useEffect(watchPipeline, []);
    useEffect(() => {
        if (data && name && !value) {
            document.getElementById(name)?.scrollIntoView({ block: 'start' });
        }
    }, [name, value, data === null]);

    if (!data) {
        return html`
            <div class="view pipeline">
                ${error
        ? html`<h1 class="sr">Pipeline</h1><${ErrorBox} error=${error} retry=${refreshPipeline} />`
        : html`<${Loading} />`}
            </div>`;
    }
    return html`
        <div class="view pipeline">
            <${Verdict} data=${data} error=${error} at=${at} />
            <${Flow} data=${data} />
            <div class="columns">
                <div class="column">
                    <${Sources} sources=${data.sources} navigate=${navigate} selected=${name === 'source' ? value : null} />
                    <${Tasks} tasks=${tasks} navigate=${navigate} selected=${name === 'task' ? value : null} />
                    <${History} />
                </div>
                <div class="side"><div class="column">
                    <${Connectors} connectors=${data.connectors} />
                    <${Quality} data=${data} />
                </div>
                <div class="column">
                    <${Topics} topics=${data.topics} lag=${data.lag} navigate=${navigate} selected=${name === 'topic' ? value : null} />
                    <${Parts} parts=${data.parts} />
                </div></div>
            </div>
            <${Detail} name=${name} value=${value} data=${{ ...data, tasks }} onClose=${() => navigate('/', { replace: true })} />
            <${ActionDialog} />
        </div>`;
}
