-- Runs of processes: when, how they ended, what they counted.

CREATE TABLE logs (
    id          bigserial   NOT NULL,
    process     text        NOT NULL,
    started_at  timestamptz NOT NULL,
    finished_at timestamptz,
    outcome     text,
    counts      jsonb,
    detail      text,
    CONSTRAINT logs_pkey PRIMARY KEY (id),
    CONSTRAINT logs_run UNIQUE (process, started_at),
    CONSTRAINT logs_finished CHECK (finished_at >= started_at)
);
CREATE INDEX logs_newest ON logs (started_at DESC);

COMMENT ON TABLE logs IS 'Runs of processes, one row per process and start';
COMMENT ON COLUMN logs.id IS 'Number of the row; says nothing about the run';
COMMENT ON COLUMN logs.process IS 'Name of the process';
COMMENT ON COLUMN logs.started_at IS 'When the run started';
COMMENT ON COLUMN logs.finished_at IS 'When the run ended; null while it runs';
COMMENT ON COLUMN logs.outcome IS 'How the run ended; null while it runs';
COMMENT ON COLUMN logs.counts IS 'What the run counted, by name';
COMMENT ON COLUMN logs.detail IS 'What people should know about the run';
