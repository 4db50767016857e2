package io.cryptodata.api.http;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/// A request without a result, and what the client has to change. Becomes a [Problem].
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;

    private final int status;
    private final String title;
    private final @Nullable String parameter;
    private final @Nullable Duration retryAfter;

    /// @param title the same for all problems of a kind, for example `unknown parameter`
    /// @param detail what is wrong with this request, and what to change
    public ProblemException(int status, String title, String detail) {
        this(status, title, detail, null, null);
    }

    private ProblemException(int status, String title, String detail, @Nullable String parameter,
            @Nullable Duration retryAfter) {
        super(detail, null, false, false);
        this.status = status;
        this.title = title;
        this.parameter = parameter;
        this.retryAfter = retryAfter;
    }

    /// Status 400 because of the value of a parameter.
    ///
    /// @param detail what is wrong with it, and what to change
    public static ProblemException ofParameter(String parameter, String detail) {
        return new ProblemException(BAD_REQUEST, "invalid parameter", detail, parameter, null);
    }

    /// Status 404.
    public static ProblemException notFound(String detail) {
        return new ProblemException(NOT_FOUND, "not found", detail);
    }

    /// The same about one parameter.
    public ProblemException about(String other) {
        return new ProblemException(status, title, detail(), other, retryAfter);
    }

    /// The same with a time after which the request may succeed, which becomes the header `Retry-After`.
    public ProblemException retryAfter(Duration delay) {
        return new ProblemException(status, title, detail(), parameter, delay);
    }

    public int status() {
        return status;
    }

    public String title() {
        return title;
    }

    public String detail() {
        return String.valueOf(getMessage());
    }

    /// The parameter that is wrong; null if it is none.
    public @Nullable String parameter() {
        return parameter;
    }

    /// When the request may succeed; null where repeating it is of no use.
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }
}
