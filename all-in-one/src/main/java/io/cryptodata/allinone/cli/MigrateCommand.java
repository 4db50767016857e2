package io.cryptodata.allinone.cli;

import io.cryptodata.sinks.database.Migrations;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;

/// `./cda migrate`: brings tables and views to the newest version, or only looks.
@Command(name = "migrate", sortOptions = false, header = "create or check the tables and views", description = "Applies the migrations that the database does not have yet. Harmless when repeated.", footer = {
        "", "Examples:", "  ./cda migrate --check",
        "  ./cda migrate --url \"jdbc:postgresql://HOST:5432/cryptodata?user=owner\""})
public final class MigrateCommand implements Callable<Integer> {
    @Option(names = "--check", description = "change nothing; exit status 1 if the database is not up to date")
    private boolean check;

    @Mixin
    private DatabaseOption database = new DatabaseOption();

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        String url = database.require(Addresses.of(common.data()));
        PrintWriter out = spec.commandLine().getOut();
        if (check) {
            List<String> problems = Migrations.check(url, Database.userIn(url), Database.passwordIn(url));
            out.println(
                    problems.isEmpty() ? "the database is up to date" : String.join(System.lineSeparator(), problems));
            return problems.isEmpty() ? 0 : 1;
        }
        out.println(Migrations.migrate(url, Database.userIn(url), Database.passwordIn(url)));
        return 0;
    }
}
