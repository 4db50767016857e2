package io.cryptodata.service.logging;

import io.cryptodata.service.lifecycle.SetupException;

import java.util.Locale;
import java.util.Map;

/// How a record of the log is written: `CDA_LOG_FORMAT`.
public enum LogFormat {
    /// A line for people; a stack trace follows on further lines.
    TEXT,
    /// One JSON object per line, with the stack trace in it and, where a record is about a market, `mdc.market`.
    JSON;

    /// The name of the variable.
    public static final String VARIABLE = "CDA_LOG_FORMAT";

    /// The format of this process; text unless the variable is set.
    ///
    /// @throws SetupException if it is set to another word than `text` or `json`
    static LogFormat of(Map<String, String> environment) {
        String word = environment.getOrDefault(VARIABLE, "text");
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "text" -> TEXT;
            case "json" -> JSON;
            default -> throw new SetupException(VARIABLE + " must be text or json, but was '" + word + "'");
        };
    }
}
