package io.cryptodata.service.logging;

import io.cryptodata.service.lifecycle.SetupException;

import java.util.Locale;
import java.util.Map;

/// Where the log of a process is written: `CDA_LOG_TO`.
public enum LogDestination {
    /// Files of limited size in a folder of the process.
    FILES,
    /// Standard output, as a container's engine collects it. No file is written, and messages to people are records of the
    /// log too.
    STDOUT;

    /// The name of the variable.
    public static final String VARIABLE = "CDA_LOG_TO";

    /// The destination of this process; files unless the variable is set.
    ///
    /// @throws SetupException if it is set to another word than `files` or `stdout`
    static LogDestination of(Map<String, String> environment) {
        String word = environment.getOrDefault(VARIABLE, "files");
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "files" -> FILES;
            case "stdout" -> STDOUT;
            default -> throw new SetupException(VARIABLE + " must be files or stdout, but was '" + word + "'");
        };
    }
}
