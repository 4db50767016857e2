package io.cryptodata.allinone.cli;

import io.cryptodata.service.command.ProcessDefaults;

import java.io.PrintWriter;
import java.io.Writer;
import java.util.List;
import java.util.stream.Stream;

/// Runs commands that look at a running instance, without output, while the JVM records the classes that they need. The
/// script `cda` starts it once per build and kind of command, in the background; later commands start from what was
/// recorded. A kind is what needs much the same classes: a command does not pay for those of the others.
public final class CommandTraining {
    private static final List<List<String>> OF_SQL = List.of(
            List.of("sql", "SELECT * FROM h1_data ORDER BY timestamp DESC LIMIT 1"),
            List.of("sql", "--csv", "SELECT asset, close, timestamp FROM h1_data LIMIT 1"));
    private static final List<List<String>> OF_TOPICS = List.of(
            List.of("tail", "candles.1h", "-n", "1"),
            List.of("tail", "indicators", "--timeframe", "1h", "--closed", "-n", "1"),
            List.of("gaps"));
    /// Fails while a part is down, and shows then, too, what it needs.
    private static final List<String> STATUS = List.of("status");

    private CommandTraining() {}

    /// Exit status 1 if a command fails, because it has not shown then what it needs: no instance runs, for example.
    ///
    /// @param arguments the kind, `sql` or `topics`, and the arguments of any command: the instance is that of its `--data`
    public static void main(String[] arguments) {
        ProcessDefaults.apply();
        List<String> instance = instance(arguments);
        boolean ofSql = "sql".equals(arguments[0]);
        boolean complete = (ofSql ? OF_SQL : OF_TOPICS).stream().allMatch(command -> run(command, instance) == 0);
        if (complete && !ofSql) {
            run(STATUS, instance);
        }
        System.exit(complete ? 0 : 1);
    }

    /// The option `--data` among the arguments; nothing where it is absent.
    static List<String> instance(String... arguments) {
        for (int i = 0; i < arguments.length; i++) {
            if (arguments[i].startsWith("--data=")) {
                return List.of(arguments[i]);
            }
            if ("--data".equals(arguments[i]) && i + 1 < arguments.length) {
                return List.of(arguments[i], arguments[i + 1]);
            }
        }
        return List.of();
    }

    private static int run(List<String> command, List<String> instance) {
        String[] all = Stream.concat(command.stream(), instance.stream()).toArray(String[]::new);
        PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
        return Cda.commandLine(false, all).setOut(nowhere).setErr(nowhere).execute(all);
    }
}
