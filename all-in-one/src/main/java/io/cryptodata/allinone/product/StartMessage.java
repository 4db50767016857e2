package io.cryptodata.allinone.product;

import io.cryptodata.allinone.embedded.Part;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// The message that a person sees when everything runs.
final class StartMessage {
    private StartMessage() {}

    /// @param page base URL of the page
    /// @param http base URL of health and metrics
    /// @param hints what to try next
    static String text(String page, Path data, List<Part> parts, String http, String hints) {
        StringBuilder text = new StringBuilder(2048).append(System.lineSeparator());
        text.append("Look at it: ").append(page).append(System.lineSeparator()).append(System.lineSeparator());
        text.append("Everything runs. Its state is in ").append(data).append('.').append(System.lineSeparator());
        parts.forEach(part -> line(text, part.name(), part.describe()));
        line(text, "http", http + " with /live, /ready and /metrics");
        return text.append(hints).append(System.lineSeparator()).append(System.lineSeparator())
                .append("Ctrl-C stops everything; started again it continues where it stopped.").toString();
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append(String.format(Locale.ROOT, "  %-12s %s%n", name, value));
    }
}
