package io.cryptodata.allinone.cli.setup;

import io.cryptodata.allinone.cli.command.CdaCommand;
import io.cryptodata.allinone.cli.command.DatabaseOption;
import io.cryptodata.service.instance.DatabaseRole;
import io.cryptodata.sinks.database.DatabaseAccess;
import io.cryptodata.sinks.database.Migrations;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.util.List;

/// `./cda migrate`: brings tables and views to the newest version, or checks them.
@Command(name = "migrate", header = "create or check the tables and views", description = {
        "Applies the migrations that the database does not have yet, grants its roles their rights on all tables and",
        "views, and creates the role cda_reader for reading where this login may. Harmless when repeated."}, footer = {
                "", "Examples:", "  ./cda migrate --check", "  ./cda migrate --to-timescaledb",
                "  ./cda migrate --url \"jdbc:postgresql://HOST:5432/cryptodata?user=owner\""})
public final class MigrateCommand extends CdaCommand {
    @Option(names = "--check", description = "change nothing; exit status 1 if the database is not up to date")
    private boolean check;

    @Option(names = "--to-timescaledb", description = "move tables that were created without TimescaleDB into hypertables, with all rows; stop everything that writes first")
    private boolean toTimescale;

    @Mixin
    private DatabaseOption database = new DatabaseOption();

    @Override
    public Integer call() {
        DatabaseAccess owner = database.login(addresses(), DatabaseRole.OWNER);
        if (check) {
            List<String> problems = Migrations.check(owner.url(), owner.user(), owner.password());
            print(problems.isEmpty() ? "the database is up to date" : String.join(System.lineSeparator(), problems));
            return problems.isEmpty() ? 0 : 1;
        }
        print((toTimescale
                ? Migrations.moveToTimescale(owner, Migrations.TIMEOUT)
                : Migrations.migrate(owner, Migrations.TIMEOUT)).toString());
        return 0;
    }
}
