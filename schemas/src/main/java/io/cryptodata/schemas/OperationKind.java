package io.cryptodata.schemas;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// What an operator may request of the producers. The names and keys are part of the contract of the topic `operations`.
public enum OperationKind {
    /// Run a task now, once.
    RUN("run"),
    /// Send no request to a venue.
    PAUSE("pause"),
    /// End the pause of a venue. It has the key of the pause, and so replaces it.
    RESUME("pause");

    private final String subject;

    OperationKind(String subject) {
        this.subject = subject;
    }

    /// As on the topic, such as `pause`.
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The key of a request, such as `pause:binance` or `run:listing.binance`.
    public String keyOf(String target) {
        return subject + ":" + target;
    }

    /// @throws IllegalArgumentException if there is no such kind
    public static OperationKind of(String label) {
        return Arrays.stream(values()).filter(kind -> kind.label().equals(label)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no operation is called '" + label + "'; there are "
                        + labels()));
    }

    private static List<String> labels() {
        return Arrays.stream(values()).map(OperationKind::label).toList();
    }
}
