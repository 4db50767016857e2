package io.cryptodata.allinone.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// `--url`, for commands that ask the database.
public final class DatabaseOption {
    @Option(names = "--url", paramLabel = "JDBC", defaultValue = "${env:CDA_DATABASE_URL}", description = "database (default: that of the running instance, or CDA_DATABASE_URL)")
    private @Nullable String given;

    /// @throws UserError if neither the user nor a running instance says it
    public String require(Addresses addresses) {
        return addresses.require(Addresses.Service.DATABASE, given);
    }

    /// The address, or null where nobody says it.
    public @Nullable String find(Addresses addresses) {
        return addresses.find(Addresses.Service.DATABASE, given);
    }
}
