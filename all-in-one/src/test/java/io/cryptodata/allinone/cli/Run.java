package io.cryptodata.allinone.cli;

import io.cryptodata.service.retry.Await;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.function.Predicate;

/// A command run inside the test: its exit status and output.
public record Run(int status, String out, String err) {

    /// Runs `./cda` with these arguments, without starting a process.
    public static Run cda(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int status = Cda.commandLine(false, arguments).setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
        return new Run(status, out.toString(), err.toString());
    }

    /// Runs it again until the result is the expected one: a server that is busy may not answer the first time.
    ///
    /// @return the last result, after five minutes at the latest
    public static Run cdaUntil(Predicate<Run> expected, String... arguments) {
        Run[] last = {cda(arguments)};
        Await.until(() -> {
            if (!expected.test(last[0])) {
                last[0] = cda(arguments);
            }
            return expected.test(last[0]);
        }, Duration.ofMinutes(5));
        return last[0];
    }
}
