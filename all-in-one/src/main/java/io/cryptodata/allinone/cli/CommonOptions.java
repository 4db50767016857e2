package io.cryptodata.allinone.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

import java.nio.file.Path;

/// The options of every verb.
public final class CommonOptions {
    @Option(names = "--data", paramLabel = "DIR", description = "folder that holds all state (default: .cda in the repository)")
    private @Nullable Path data;

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "show this text")
    boolean helpRequested;

    /// The state folder, absolute: as the user gave it, or `.cda` in the repository.
    public Path data() {
        Path chosen = data == null ? home().resolve(".cda") : data;
        return chosen.toAbsolutePath().normalize();
    }

    /// The repository, as `./cda` told it; the working directory where it did not.
    public static Path home() {
        return Path.of(System.getProperty("cda.home", "")).toAbsolutePath();
    }
}
