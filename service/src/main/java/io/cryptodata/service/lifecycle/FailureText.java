package io.cryptodata.service.lifecycle;

/// A failure as one sentence for people.
public final class FailureText {
    private static final String OURS = "io.cryptodata.";

    private FailureText() {}

    /// The message of one of our own exceptions as it is; otherwise the kind of failure with its message.
    public static String of(Throwable failure) {
        String message = failure.getMessage();
        boolean written = message != null && failure.getClass().getName().startsWith(OURS);
        return written && message != null
                ? message
                : "unexpected " + failure.getClass().getSimpleName() + ": " + message;
    }
}
