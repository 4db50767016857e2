package io.cryptodata.allinone.cli;

import io.cryptodata.allinone.cli.cleanup.CleanupCommand;
import io.cryptodata.allinone.cli.command.FailureHandler;
import io.cryptodata.allinone.cli.command.UsageErrorHandler;
import io.cryptodata.allinone.cli.config.ConfigCommand;
import io.cryptodata.allinone.cli.dlq.DlqCommand;
import io.cryptodata.allinone.cli.doctor.DoctorCommand;
import io.cryptodata.allinone.cli.gaps.GapsCommand;
import io.cryptodata.allinone.cli.ledger.LedgerCommand;
import io.cryptodata.allinone.cli.projection.RebuildCommand;
import io.cryptodata.allinone.cli.projection.VerifyStoreCommand;
import io.cryptodata.allinone.cli.replay.ReplayCommand;
import io.cryptodata.allinone.cli.run.ConnectCommand;
import io.cryptodata.allinone.cli.run.DemoCommand;
import io.cryptodata.allinone.cli.run.SimulateCommand;
import io.cryptodata.allinone.cli.run.UpCommand;
import io.cryptodata.allinone.cli.setup.AclsCommand;
import io.cryptodata.allinone.cli.setup.MigrateCommand;
import io.cryptodata.allinone.cli.setup.TopicsCommand;
import io.cryptodata.allinone.cli.sql.PsqlCommand;
import io.cryptodata.allinone.cli.sql.SqlCommand;
import io.cryptodata.allinone.cli.status.StatusCommand;
import io.cryptodata.allinone.cli.tail.TailCommand;
import io.cryptodata.api.ApiMain;
import io.cryptodata.producers.ProducersMain;
import io.cryptodata.service.command.ProcessDefaults;
import io.cryptodata.sinks.SinksMain;
import io.cryptodata.streams.StreamsMain;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// The command line: its list of commands. Without a command it prints the overview.
@Command(name = "cda", mixinStandardHelpOptions = true, synopsisSubcommandLabel = "COMMAND", versionProvider = Cda.Version.class, description = "Closed candles, indicators and market context on Kafka topics and in SQL.", footer = {
        "",
        "Start here:", "  ./cda demo",
        "  ./cda sql \"SELECT * FROM h1_data ORDER BY timestamp DESC LIMIT 5\"",
        "", "./cda COMMAND --help explains a command by example. Exit status: 0 ok, 1 failed, 2 wrong usage."})
public final class Cda implements Runnable {
    private static final List<Class<?>> COMMANDS = List.of(
            DemoCommand.class,
            UpCommand.class,
            SqlCommand.class,
            PsqlCommand.class,
            TailCommand.class,
            StatusCommand.class,
            GapsCommand.class,
            LedgerCommand.class,
            DlqCommand.class,
            ReplayCommand.class,
            CleanupCommand.class,
            VerifyStoreCommand.class,
            RebuildCommand.class,
            DoctorCommand.class,
            ConfigCommand.class,
            TopicsCommand.class,
            AclsCommand.class,
            MigrateCommand.class,
            ProducersMain.class,
            StreamsMain.class,
            SinksMain.class,
            ConnectCommand.class,
            ApiMain.class,
            SimulateCommand.class);
    private static final int WIDTH = 100;
    private static final int NARROWEST = 60;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /// Runs one command and ends the process with its exit status.
    public static void main(String[] arguments) {
        ProcessDefaults.apply();
        PrintWriter out = writer(FileDescriptor.out, false);
        PrintWriter err = writer(FileDescriptor.err, true);
        int status = commandLine(System.getenv("CDA_DEBUG") != null, arguments).setOut(out).setErr(err)
                .execute(arguments);
        out.flush();
        err.flush();
        System.exit(status);
    }

    /// Writes UTF-8 in every locale, and reports a closed pipe, which [System#out] would hide.
    private static PrintWriter writer(FileDescriptor file, boolean flushesEachLine) {
        return new PrintWriter(new OutputStreamWriter(new FileOutputStream(file), StandardCharsets.UTF_8),
                flushesEachLine);
    }

    /// The commands that these arguments need, ready to execute: the one that the first argument names, otherwise all of
    /// them. Each command that is not prepared saves its part of the start.
    ///
    /// @param debug whether failures show their stack trace
    static CommandLine commandLine(boolean debug, String... arguments) {
        int terminal = Integer.getInteger("cda.columns", 0);
        CommandLine line = new CommandLine(new Cda());
        needed(arguments).forEach(line::addSubcommand);
        return line.setExecutionExceptionHandler(new FailureHandler(debug))
                .setParameterExceptionHandler(new UsageErrorHandler()).setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpWidth(terminal <= 0 ? WIDTH : Math.clamp(terminal, NARROWEST, WIDTH));
    }

    private static List<Class<?>> needed(String... arguments) {
        for (Class<?> command : COMMANDS) {
            if (arguments.length > 0 && command.getAnnotation(Command.class).name().equals(arguments[0])) {
                return List.of(command);
            }
        }
        return COMMANDS;
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    /// The version that the build wrote into the jar.
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String built = Cda.class.getPackage().getImplementationVersion();
            return new String[]{"cda " + (built == null ? "(unpackaged)" : built) + ", Java "
                    + Runtime.version().feature()};
        }
    }
}
