package io.cryptodata.allinone.embedded;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The server settings of the embedded PostgreSQL: durable, in UTC, ready for logical replication, loopback only.
final class PostgresConfig {

    private PostgresConfig() {}

    static Map<String, String> of(DatabaseConfig config) {
        Map<String, String> settings = new TreeMap<>();
        settings.putAll(Map.of(
                "port", Integer.toString(config.port().number()),
                "listen_addresses", "127.0.0.1",
                "unix_socket_directories", "",
                "max_connections", "100",
                "timezone", "UTC",
                "log_timezone", "UTC"));
        settings.putAll(Map.of(
                "fsync", "on",
                "synchronous_commit", "on",
                "full_page_writes", "on",
                "wal_level", "logical",
                "max_wal_size", "2GB",
                // beyond this an unread slot is invalidated, so that it never fills the disk
                "max_slot_wal_keep_size", "4GB",
                "shared_buffers", "256MB",
                "jit", "off",
                "random_page_cost", "1.1"));
        settings.putAll(logging(config));
        return settings;
    }

    /// One file per weekday, overwritten a week later, which limits their size.
    private static Map<String, String> logging(DatabaseConfig config) {
        return Map.of(
                "logging_collector", "on",
                "log_directory", config.logs().toString(),
                "log_filename", "postgres-%a.log",
                "log_rotation_age", "1d",
                "log_rotation_size", "0",
                "log_truncate_on_rotation", "on",
                "log_checkpoints", "off");
    }

    /// `-c name=value` for each setting.
    static List<String> arguments(DatabaseConfig config) {
        List<String> arguments = new ArrayList<>();
        of(config).forEach((name, value) -> {
            arguments.add("-c");
            arguments.add(name + "=" + value);
        });
        return List.copyOf(arguments);
    }
}
