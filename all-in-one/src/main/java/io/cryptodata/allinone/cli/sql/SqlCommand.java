package io.cryptodata.allinone.cli.sql;

import io.cryptodata.allinone.cli.command.CdaCommand;
import io.cryptodata.allinone.cli.command.DatabaseOption;
import io.cryptodata.allinone.cli.output.CsvWriter;
import io.cryptodata.allinone.cli.output.RowWriter;
import io.cryptodata.allinone.cli.output.Terminal;
import io.cryptodata.allinone.cli.output.TextTable;
import io.cryptodata.api.database.Database;
import io.cryptodata.service.instance.DatabaseRole;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/// `./cda sql`: one statement against the running database.
@Command(name = "sql", header = "run one SQL statement", description = {
        "Runs one SQL statement, reading or writing, and commits it. It runs as the owner of the tables, who is no",
        "superuser; with --read-only as the role of analysts, which can write nothing.",
        "Times are ISO-8601 in UTC; ∅ is null. A result wider than the terminal is shown one value per line."}, footer = {
                "", "Examples:", "  ./cda sql \"SELECT * FROM h1_data ORDER BY timestamp DESC LIMIT 5\"",
                "  ./cda sql --csv \"SELECT * FROM h4_data WHERE asset = 'BTC/USDT'\" > h4.csv",
                "  ./cda sql --read-only \"SELECT * FROM candle_gaps WHERE cause = 'bad_rows'\"",
                "  ./cda sql \"INSERT INTO flags (base, flag, value) VALUES ('BTC', 'core', true)\"",
                "  ./cda sql --url \"jdbc:postgresql://HOST:5432/cryptodata?user=reader\" \"SELECT 1\"", "",
                "An SQL error ends with exit status 1 and the server's message."})
public final class SqlCommand extends CdaCommand {
    @Option(names = "--csv", description = "CSV with a header; null is an empty field")
    private boolean csv;

    @Option(names = {"-x", "--vertical"}, description = "one value per line")
    private boolean vertical;

    @Option(names = "--read-only", description = "write nothing: use the role cda_reader, or with --url a read-only session")
    private boolean readOnly;

    @Mixin
    private DatabaseOption database = new DatabaseOption();

    @Parameters(paramLabel = "STATEMENT", description = "in one argument, so in quotes")
    private String statement = "";

    @Override
    public Integer call() throws SQLException {
        PrintWriter out = out();
        String address = database.require(addresses(), readOnly ? DatabaseRole.READER : DatabaseRole.OWNER);
        try (Connection connection = Database.connect(address)) {
            if (readOnly) {
                startReadOnly(connection);
            }
            new OneStatement(connection, err()).run(statement, writer(out), out);
        }
        return 0;
    }

    private static void startReadOnly(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET default_transaction_read_only = on");
        }
    }

    private RowWriter writer(PrintWriter out) {
        if (csv) {
            return new CsvWriter(out);
        }
        return new TextTable(out, vertical ? new TextTable.Layout.Vertical() : fitting());
    }

    /// Without a terminal there is no limit.
    private static TextTable.Layout fitting() {
        int columns = Terminal.columns();
        return columns == 0
                ? new TextTable.Layout.Horizontal()
                : new TextTable.Layout.FittingInto(columns);
    }
}
