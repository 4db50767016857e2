package io.cryptodata.api.http;

import io.cryptodata.api.failure.QueryException;
import io.cryptodata.api.json.Json;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.HttpException;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;

/// Failures of handlers as problems. What is our own fault is logged, and its text is not sent.
final class Problems {
    static final String MEDIA_TYPE = "application/problem+json";

    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final Duration AT_ONCE = Duration.ofSeconds(1);
    private static final int INTERNAL = 500;
    private static final int UNAVAILABLE = 503;
    private static final String CANCELLED = "57014";
    private static final String CONNECTION = "08";
    private static final String SERVER_STOPS = "57P";

    private Problems() {}

    /// Answers with the problem. Called only while nothing of the response was sent.
    static void send(ServerRequest request, ServerResponse response, Throwable failure) {
        response.headers().remove(HeaderNames.CONTENT_ENCODING);
        response.headers().remove(HeaderNames.CONTENT_LENGTH);
        response.headers().remove(HeaderNames.ETAG);
        write(request, response, of(request, failure));
    }

    private static void write(ServerRequest request, ServerResponse response, ProblemException problem) {
        Duration retryAfter = problem.retryAfter();
        if (retryAfter != null) {
            response.header(HeaderNames.RETRY_AFTER, Long.toString(Math.max(1, retryAfter.toSeconds())));
        }
        if (problem.status() == 401) {
            response.header(HeaderNames.WWW_AUTHENTICATE, "Bearer");
        }
        if (ClientConnection.current().isEnding()) {
            response.header(HeaderValues.CONNECTION_CLOSE);
        }
        response.status(problem.status());
        response.headers().set(HeaderNames.CONTENT_TYPE, MEDIA_TYPE);
        response.headers().set(HeaderNames.CACHE_CONTROL, Replies.NO_STORE);
        byte[] body = Json.bytes(Problem.of(problem, request.path().absolute().rawPath()));
        response.headers().contentLength(body.length);
        if (request.prologue().method().text().equals("HEAD")) {
            response.send();
        } else {
            response.send(body);
        }
    }

    /// The problem of a failure.
    static ProblemException of(ServerRequest request, Throwable failure) {
        return switch (failure) {
            case ProblemException problem -> problem;
            case QueryException query -> of(query);
            case SQLTransientConnectionException _ -> new ProblemException(UNAVAILABLE, "database busy",
                    "no connection to the database became free in time: try again").retryAfter(AT_ONCE);
            case SQLException sql -> of(request, sql);
            case HttpException http when http.status().code() < INTERNAL -> new ProblemException(http.status().code(),
                    "bad request", String.valueOf(http.getMessage()));
            default -> internal(request, failure);
        };
    }

    private static ProblemException of(QueryException failure) {
        String detail = String.valueOf(failure.getMessage());
        return switch (failure.kind()) {
            case INVALID -> new ProblemException(400, "invalid request", detail);
            case NOT_FOUND -> ProblemException.notFound(detail);
            case UNAVAILABLE -> new ProblemException(UNAVAILABLE, "unavailable", detail).retryAfter(SOON);
            case UNREADABLE -> new ProblemException(INTERNAL, "unreadable record", detail);
        };
    }

    private static ProblemException of(ServerRequest request, SQLException failure) {
        String state = String.valueOf(failure.getSQLState());
        if (state.equals(CANCELLED)) {
            return new ProblemException(UNAVAILABLE, "query too slow",
                    "the query took longer than the server permits: ask for less, for example for a shorter range")
                    .retryAfter(SOON);
        }
        return state.startsWith(CONNECTION) || state.startsWith(SERVER_STOPS)
                ? new ProblemException(UNAVAILABLE, "unavailable", "the database does not respond: try again")
                        .retryAfter(SOON)
                : internal(request, failure);
    }

    private static ProblemException internal(ServerRequest request, Throwable failure) {
        LOG.error("{} {} failed", request.prologue().method().text(), request.path().absolute().rawPath(), failure);
        return internalError();
    }

    /// Of a failure that is ours.
    static ProblemException internalError() {
        return new ProblemException(INTERNAL, "internal error", "the server failed; its log has the reason");
    }
}
