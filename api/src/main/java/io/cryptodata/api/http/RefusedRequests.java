package io.cryptodata.api.http;

import io.cryptodata.api.json.Json;
import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.http.DirectHandlers;
import org.jspecify.annotations.Nullable;

/// Problems of requests that are so malformed that they reach no route.
final class RefusedRequests {
    /// what the server reads of a request at most, in bytes
    static final int LONGEST_ADDRESS = 16 << 10;
    static final int LARGEST_HEADERS = 16 << 10;

    private static final String HEADERS_TOO_LARGE = "Header size exceeded";
    private static final int LONGEST_REASON = 200;

    private RefusedRequests() {}

    static void handleAll(DirectHandlers.Builder handlers) {
        for (DirectHandler.EventType type : DirectHandler.EventType.values()) {
            handlers.addHandler(type, RefusedRequests::handle);
        }
    }

    private static DirectHandler.TransportResponse handle(DirectHandler.TransportRequest request,
            DirectHandler.EventType type, Status status, ServerResponseHeaders headers, @Nullable String message) {
        ProblemException problem = problem(status.code(), message == null ? "" : message);
        return DirectHandler.TransportResponse.builder().status(Status.create(problem.status())).headers(headers)
                .keepAlive(false).header(HeaderNames.CONTENT_TYPE, Problems.MEDIA_TYPE)
                .header(HeaderNames.CACHE_CONTROL, Replies.NO_STORE)
                .entity(Json.bytes(Problem.of(problem, request.path()))).build();
    }

    private static ProblemException problem(int status, String reason) {
        return switch (status) {
            case 413 -> Bodies.tooLarge();
            case 414 -> new ProblemException(414, "address too long",
                    "the address must be at most " + LONGEST_ADDRESS + " bytes");
            case 500 -> Problems.internalError();
            case 505 -> new ProblemException(505, "HTTP version not supported", "the server speaks HTTP/1.1 only");
            default -> reason.equals(HEADERS_TOO_LARGE)
                    ? new ProblemException(431, "headers too large",
                            "the headers must be at most " + LARGEST_HEADERS + " bytes")
                    : new ProblemException(status, "bad request", "the request is not valid HTTP/1.1: "
                            + reason.substring(0, Math.min(LONGEST_REASON, reason.length())));
        };
    }
}
