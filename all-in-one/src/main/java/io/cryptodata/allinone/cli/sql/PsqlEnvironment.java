package io.cryptodata.allinone.cli.sql;

import io.cryptodata.allinone.cli.command.UserError;
import io.cryptodata.sinks.database.DatabaseAccess;
import org.postgresql.Driver;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;

/// The [environment variables](https://www.postgresql.org/docs/17/libpq-envars.html) that PostgreSQL's own programs read.
final class PsqlEnvironment {
    private PsqlEnvironment() {}

    /// Address and login of a database. Without a password psql reads `~/.pgpass` or asks.
    ///
    /// @param readOnly whether its transactions write nothing
    static Map<String, String> of(DatabaseAccess login, boolean readOnly) {
        Properties url = Driver.parseURL(login.url(), new Properties());
        if (url == null) {
            throw new UserError("the database address must look like jdbc:postgresql://127.0.0.1:5433/cryptodata");
        }
        Map<String, String> variables = new HashMap<>(Map.of("PGUSER", login.user(), "PGAPPNAME", "cda psql",
                "PGHOST", url.getProperty("PGHOST", "localhost"), "PGPORT", url.getProperty("PGPORT", "5432"),
                "PGDATABASE", url.getProperty("PGDBNAME", login.user())));
        if (!login.password().isEmpty()) {
            variables.put("PGPASSWORD", login.password());
        }
        for (String option : List.of("sslmode", "sslrootcert", "sslcert", "sslkey")) {
            if (url.containsKey(option)) {
                variables.put("PG" + option.toUpperCase(Locale.ROOT), url.getProperty(option));
            }
        }
        if (readOnly) {
            variables.put("PGOPTIONS", "-c default_transaction_read_only=on");
        }
        return variables;
    }
}
