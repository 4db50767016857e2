package io.cryptodata.service.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/// Keeps messages of libraries that belong to normal running out of a log. `expected-messages.txt` names each of them with
/// the reason. The other messages of that logger stay.
public final class ExpectedMessages extends Filter<ILoggingEvent> {
    private static final String RESOURCE = "/expected-messages.txt";
    private static final String SEPARATOR = ": ";

    private final List<Expected> expected;

    /// The messages that the project expects.
    public ExpectedMessages() {
        this(lines());
    }

    /// @param messages of each: logger, colon, space, part of the message
    /// @throws IllegalArgumentException if a part is missing
    ExpectedMessages(List<String> messages) {
        this.expected = messages.stream().map(ExpectedMessages::parse).toList();
    }

    private static List<String> lines() {
        try (InputStream resource = Objects.requireNonNull(ExpectedMessages.class.getResourceAsStream(RESOURCE),
                RESOURCE)) {
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8).lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Expected parse(String message) {
        int end = message.indexOf(SEPARATOR);
        if (end <= 0 || end + SEPARATOR.length() == message.length()) {
            throw new IllegalArgumentException(
                    "an expected message must be 'LOGGER: PART OF THE MESSAGE', but was '" + message + "'");
        }
        return new Expected(message.substring(0, end), message.substring(end + SEPARATOR.length()));
    }

    @Override
    public FilterReply decide(ILoggingEvent event) {
        for (Expected message : expected) {
            if (message.logger().equals(event.getLoggerName()) && isIn(event, message.part())) {
                return FilterReply.DENY;
            }
        }
        return FilterReply.NEUTRAL;
    }

    private static boolean isIn(ILoggingEvent event, String part) {
        IThrowableProxy thrown = event.getThrowableProxy();
        return event.getFormattedMessage().contains(part) || thrown != null && thrown.getClassName().contains(part);
    }

    private record Expected(String logger, String part) {}
}
