package io.cryptodata.allinone.demo;

/// Runs the whole product on this machine.
public final class Demo {
    private Demo() {}

    /// Starts everything and returns when it has been stopped.
    ///
    /// @return the exit status: 0 if everything that should have landed did
    public static int run(DemoOptions options) {
        throw new UnsupportedOperationException(
                "the demo is not part of this build; it would run in " + options.data());
    }
}
