package io.cryptodata.allinone.cli.sql;

import io.cryptodata.allinone.cli.Addresses;
import io.cryptodata.allinone.cli.CommonOptions;
import io.cryptodata.allinone.cli.Database;
import io.cryptodata.allinone.cli.DatabaseOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Callable;

/// `./cda sql`: one statement against the running database.
@Command(name = "sql", sortOptions = false, header = "run one SQL statement", description = {
        "Runs one SQL statement, reading or writing, and commits it.",
        "Times are ISO-8601 in UTC; ∅ is null. A result wider than the terminal is shown one value per line."}, footer = {
                "", "Examples:", "  ./cda sql \"SELECT * FROM h1_data ORDER BY timestamp DESC LIMIT 5\"",
                "  ./cda sql --csv \"SELECT * FROM h4_data WHERE asset = 'BTC/USDT'\" > h4.csv",
                "  ./cda sql \"INSERT INTO flags (base, flag, value) VALUES ('BTC', 'core', true)\"",
                "  ./cda sql --url \"jdbc:postgresql://HOST:5432/cryptodata?user=reader\" \"SELECT 1\"", "",
                "An SQL error ends with exit status 1 and the server's message."})
public final class SqlCommand implements Callable<Integer> {
    @Option(names = "--csv", description = "CSV with a header; null is an empty field")
    private boolean csv;

    @Option(names = {"-x", "--vertical"}, description = "one value per line")
    private boolean vertical;

    @Mixin
    private DatabaseOption database = new DatabaseOption();

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Parameters(paramLabel = "STATEMENT", description = "in one argument, so in quotes")
    private String statement = "";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws SQLException {
        PrintWriter out = spec.commandLine().getOut();
        String address = database.require(Addresses.of(common.data()));
        try (Connection connection = Database.connect(address)) {
            new OneStatement(connection, spec.commandLine().getErr()).run(statement, writer(out), out);
        }
        return 0;
    }

    private ResultWriter writer(PrintWriter out) {
        if (csv) {
            return new CsvWriter(out);
        }
        return new TextTableWriter(out, vertical ? new TextTableWriter.Layout.Vertical() : fitting());
    }

    /// `./cda` says how wide the terminal is; without a terminal nothing has to fit.
    private static TextTableWriter.Layout fitting() {
        Integer columns = Integer.getInteger("cda.columns");
        return columns == null || columns <= 0
                ? new TextTableWriter.Layout.Horizontal()
                : new TextTableWriter.Layout.FittingInto(columns);
    }
}
