package io.cryptodata.service.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;

import java.util.ArrayList;
import java.util.List;

/// Keeps messages of libraries that belong to normal running out of a log. `logback-files.xml` names each of them with the
/// reason: the logger's full name, a colon, a space, and a part of the message or of its exception's type. The other
/// messages of that logger stay.
public final class ExpectedMessages extends Filter<ILoggingEvent> {
    private static final String SEPARATOR = ": ";

    private final List<Expected> expected = new ArrayList<>();

    /// Called for each element `message` of the configuration.
    ///
    /// @param message logger, colon, space, part of the message
    /// @throws IllegalArgumentException if a part is missing
    public void addMessage(String message) {
        int end = message.indexOf(SEPARATOR);
        if (end <= 0 || end + SEPARATOR.length() == message.length()) {
            throw new IllegalArgumentException(
                    "an expected message must be 'LOGGER: PART OF THE MESSAGE', but was '" + message + "'");
        }
        expected.add(new Expected(message.substring(0, end), message.substring(end + SEPARATOR.length())));
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
