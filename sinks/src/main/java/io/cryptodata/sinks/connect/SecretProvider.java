package io.cryptodata.sinks.connect;

import org.apache.kafka.common.config.ConfigData;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.provider.ConfigProvider;
import org.apache.kafka.common.config.provider.FileConfigProvider;

import java.util.Map;
import java.util.Set;

/// Passwords for connectors from one file of the worker, in the format of [java.util.Properties]. A connector's
/// configuration has `${secret:NAME}`, and so has what Connect's REST interface returns. In contrast to
/// [FileConfigProvider], a connector cannot name another file.
public final class SecretProvider implements ConfigProvider {
    /// The worker's setting `config.providers`, and the start of a reference.
    public static final String NAME = "secret";
    /// The worker's setting with the path of the file.
    public static final String FILE = "config.providers." + NAME + ".param.file";

    private static final String REFERENCE_START = "${" + NAME + ":";

    private final FileConfigProvider files = new FileConfigProvider();
    private String file = "";

    /// What a connector's configuration has instead of a secret.
    public static String reference(String name) {
        return REFERENCE_START + name + "}";
    }

    /// Whether a value is a reference that no worker has replaced.
    static boolean isReference(String value) {
        return value.startsWith(REFERENCE_START);
    }

    /// @throws ConfigException if the worker's settings name no file
    @Override
    public void configure(Map<String, ?> settings) {
        if (!(settings.get("file") instanceof String path) || path.isBlank()) {
            throw new ConfigException(FILE + " must be the path of a file with passwords by name");
        }
        file = path;
        files.configure(Map.of());
    }

    @Override
    public ConfigData get(String path) {
        return files.get(file);
    }

    @Override
    public ConfigData get(String path, Set<String> names) {
        return files.get(file, names);
    }

    @Override
    public void close() {
        files.close();
    }
}
