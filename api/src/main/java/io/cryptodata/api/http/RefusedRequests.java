package io.cryptodata.api.http;

import io.cryptodata.api.json.Json;
import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.http.DirectHandlers;

/// Problems of requests that are so malformed that they reach no route.
final class RefusedRequests {
    private RefusedRequests() {}

    static void handleAll(DirectHandlers.Builder handlers) {
        for (DirectHandler.EventType type : DirectHandler.EventType.values()) {
            handlers.addHandler(type, RefusedRequests::handle);
        }
    }

    private static DirectHandler.TransportResponse handle(DirectHandler.TransportRequest request,
            DirectHandler.EventType type, Status status, ServerResponseHeaders headers, String message) {
        boolean ours = type == DirectHandler.EventType.INTERNAL_ERROR;
        ProblemException problem = new ProblemException(status.code(), ours ? "internal error" : "bad request",
                ours ? "the server failed; its log has the reason" : "the request is not valid HTTP/1.1");
        return DirectHandler.TransportResponse.builder().status(status).headers(headers).keepAlive(false)
                .header(HeaderNames.CONTENT_TYPE, Problems.MEDIA_TYPE)
                .entity(Json.bytes(Problem.of(problem, request.path()))).build();
    }
}
