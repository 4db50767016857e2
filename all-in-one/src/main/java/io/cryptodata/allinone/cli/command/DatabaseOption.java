package io.cryptodata.allinone.cli.command;

import io.cryptodata.api.database.Database;
import io.cryptodata.service.instance.DatabaseRole;
import io.cryptodata.sinks.database.DatabaseAccess;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// `--url`: the address of the database.
public final class DatabaseOption {
    @Option(names = "--url", paramLabel = "JDBC", description = "database (default: CDA_DATABASE_URL, or that of the running instance)")
    private @Nullable String address;

    /// The JDBC address with a login, never to be printed.
    ///
    /// @param role whose login is used for the database of the running instance; the option and the setting have their own
    /// @throws UserError if neither the option nor a setting nor a running instance has the address
    public String require(Addresses addresses, DatabaseRole role) {
        return addresses.requireDatabase(address, role);
    }

    /// The same as address and login.
    public DatabaseAccess login(Addresses addresses, DatabaseRole role) {
        String url = require(addresses, role);
        return DatabaseAccess.of(url, new DatabaseAccess(url, Database.userIn(url), Database.passwordIn(url)));
    }
}
