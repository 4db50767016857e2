package io.cryptodata.allinone.cli.command;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// `--url`: the address of the database.
public final class DatabaseOption {
    @Option(names = "--url", paramLabel = "JDBC", defaultValue = "${env:CDA_DATABASE_URL}", description = "database (default: that of the running instance, or CDA_DATABASE_URL)")
    private @Nullable String address;

    /// @throws UserError if neither the option nor a running instance has the address
    public String require(Addresses addresses) {
        return addresses.require(Addresses.Server.DATABASE, address);
    }
}
