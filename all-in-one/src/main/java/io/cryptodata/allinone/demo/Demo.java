package io.cryptodata.allinone.demo;

import java.io.PrintStream;

/// Runs the whole product on this machine.
public final class Demo {
    private Demo() {}

    /// Starts everything and returns when it has been stopped, or, with `--once`, when everything has landed.
    ///
    /// @return the exit status: 0 if everything that should have landed did
    /// @throws io.cryptodata.allinone.embedded.StartException with the whole story if something is in the way
    /// @throws io.cryptodata.simulator.replay.ReplayException naming file and line if candle files cannot be served
    public static int run(DemoOptions options) {
        PrintStream out = System.out;
        try (DemoRun run = DemoRun.prepare(options, out::println)) {
            run.start();
            return options.once() ? run.untilLanded() : run.untilStopped();
        }
    }
}
