package io.cryptodata.allinone.demo;

import java.io.PrintStream;

/// Runs the whole product on this machine.
public final class Demo {
    private Demo() {}

    /// Starts everything and returns when it has been stopped, or, with `--once`, when every row is in the database.
    ///
    /// @return the exit status: 0 if every expected row is in the database
    /// @throws io.cryptodata.allinone.embedded.StartException with every obstacle
    /// @throws io.cryptodata.simulator.replay.ReplayException with file and line if candle files cannot be served
    public static int run(DemoOptions options) {
        PrintStream out = System.out;
        try (DemoRun run = DemoRun.prepare(options, out::println)) {
            run.start();
            return options.once() ? run.awaitCompletion() : run.awaitStop();
        }
    }
}
