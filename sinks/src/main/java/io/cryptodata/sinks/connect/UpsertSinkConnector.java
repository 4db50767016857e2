package io.cryptodata.sinks.connect;

import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.sink.SinkConnector;

import java.util.Collections;
import java.util.List;
import java.util.Map;

/// Upserts records of a topic into a PostgreSQL table by the table's key. Repeats change nothing, an older revision never
/// replaces a newer one, and only a record that cannot become a row goes to the dead letters.
public final class UpsertSinkConnector extends SinkConnector {
    static final String VERSION = "1";

    private Map<String, String> settings = Map.of();

    @Override
    public void start(Map<String, String> properties) {
        settings = Map.copyOf(properties);
        UpsertConfig.from(settings);
    }

    @Override
    public Class<? extends Task> taskClass() {
        return UpsertSinkTask.class;
    }

    @Override
    public List<Map<String, String>> taskConfigs(int maxTasks) {
        return Collections.nCopies(maxTasks, settings);
    }

    @Override
    public void stop() {
        settings = Map.of();
    }

    @Override
    public ConfigDef config() {
        return UpsertConfig.definition();
    }

    @Override
    public String version() {
        return VERSION;
    }
}
