package io.cryptodata.api.status;

import java.util.Optional;

/// Why a task of Kafka Connect failed, from the stack trace that the worker reports.
public final class FailureCause {
    private static final String CAUSED_BY = "Caused by: ";

    private FailureCause() {}

    /// The innermost cause: the last line that begins with `Caused by: `, without these words, or the first line of a trace
    /// without one. Empty if the trace is.
    ///
    /// @param longest characters; what is longer is cut
    public static Optional<String> of(String trace, int longest) {
        return trace.lines().filter(line -> line.startsWith(CAUSED_BY)).map(line -> line.substring(CAUSED_BY.length()))
                .reduce((_, inner) -> inner).or(() -> trace.lines().findFirst())
                .filter(line -> !line.isBlank())
                .map(line -> line.length() > longest ? line.substring(0, longest) + "…" : line);
    }
}
