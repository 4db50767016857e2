package io.cryptodata.allinone.cli.sql;

import io.cryptodata.allinone.cli.command.CdaCommand;
import io.cryptodata.allinone.cli.command.DatabaseOption;
import io.cryptodata.allinone.cli.command.UserError;
import io.cryptodata.service.instance.DatabaseRole;
import io.cryptodata.sinks.database.DatabaseAccess;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// `./cda psql`: PostgreSQL's own client, logged in to the running database.
@Command(name = "psql", header = "open psql on the database", description = {
        "Starts the psql that is on the PATH, logged in as the owner of the tables, who is no superuser; with",
        "--read-only as the role of analysts, which can write nothing. What follows -- is passed on to psql.",
        "The password is in psql's environment, not in its arguments."}, footer = {"", "Examples:", "  ./cda psql",
                "  ./cda psql --read-only", "  ./cda psql -- -c '\\d+ indicators'",
                "  ./cda psql --read-only -- -f queries.sql", "", "The exit status is that of psql."})
public final class PsqlCommand extends CdaCommand {
    private static final String PROGRAM = "psql";

    @Option(names = "--read-only", description = "write nothing: use the role cda_reader, or with --url a read-only session")
    private boolean readOnly;

    @Mixin
    private DatabaseOption database = new DatabaseOption();

    @Parameters(arity = "0..*", paramLabel = "ARGUMENT", description = "after --: arguments of psql")
    private List<String> arguments = new ArrayList<>();

    @Override
    public Integer call() throws IOException {
        DatabaseAccess login = database.login(addresses(), readOnly ? DatabaseRole.READER : DatabaseRole.OWNER);
        List<String> command = new ArrayList<>(List.of(program(System.getenv().getOrDefault("PATH", "")).toString()));
        command.addAll(arguments);
        ProcessBuilder psql = new ProcessBuilder(command).inheritIO();
        psql.environment().putAll(PsqlEnvironment.of(login, readOnly));
        return statusOf(psql.start());
    }

    /// psql in the first of these folders that has it.
    ///
    /// @param path folders, as in the variable PATH
    static Path program(String path) {
        Optional<Path> found = Arrays.stream(path.split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty()).map(folder -> Path.of(folder, PROGRAM))
                .filter(Files::isExecutable).findFirst();
        return found.orElseThrow(() -> new UserError("there is no psql on the PATH: install PostgreSQL's client"
                + " (package postgresql-client on Debian and Ubuntu, libpq with Homebrew), or use ./cda sql"));
    }

    /// Ctrl-C cancels a query in psql, and must not end this process before psql.
    private static int statusOf(Process psql) {
        Thread untilEnd = new Thread(() -> Runtime.getRuntime().halt(psql.onExit().join().exitValue()),
                "await-psql");
        Runtime.getRuntime().addShutdownHook(untilEnd);
        int status = psql.onExit().join().exitValue();
        try {
            Runtime.getRuntime().removeShutdownHook(untilEnd);
        } catch (IllegalStateException ending) {
            System.getLogger(PsqlCommand.class.getName()).log(System.Logger.Level.DEBUG, "ending", ending);
        }
        return status;
    }
}
