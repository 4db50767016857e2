package io.cryptodata.allinone.embedded;

import java.util.List;

/// How programs of other projects are started.
final class Programs {
    private static final String LOCALE = "C.UTF-8";

    private Programs() {}

    /// A builder whose program has UTF-8 paths and messages, and no language, whatever the locale of this process.
    static ProcessBuilder builder(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().remove("LANGUAGE");
        builder.environment().put("LC_ALL", LOCALE);
        return builder;
    }
}
