package io.cryptodata.allinone.cli.command;

import io.cryptodata.allinone.embedded.DataOption;
import io.cryptodata.service.settings.SettingSources;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

import java.nio.file.Path;

/// The options of every command; the last ones in its help.
final class CommonOptions {
    private static final int LAST = 1000;

    @Option(names = "--data", order = LAST, paramLabel = "DIR", description = "folder that holds all state (default: .cda in the repository)")
    private @Nullable Path data;

    @Option(names = "--config", order = LAST, paramLabel = "FILE", description = "settings, NAME=value on each line (default: CDA_CONFIG)")
    private @Nullable Path config;

    @Option(names = {"-h", "--help"}, order = LAST + 1, usageHelp = true, description = "show this text")
    boolean helpRequested;

    /// The configuration file, and the environment.
    ///
    /// @throws io.cryptodata.service.settings.SettingsException if the file cannot be read
    SettingSources sources() {
        return SettingSources.of(config, System.getenv());
    }

    /// The state folder, absolute.
    Path data() {
        return data == null ? DataOption.standard() : data.toAbsolutePath().normalize();
    }
}
