package io.cryptodata.allinone.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

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
}
