package io.cryptodata.api.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.cryptodata.api.json.Json;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;

import java.io.IOException;
import java.io.InputStream;

/// Bodies of requests.
public final class Bodies {
    /// The largest body of a request, in bytes.
    public static final int LARGEST = 64 << 10;

    private Bodies() {}

    /// The body, which must be a JSON object of at most [#LARGEST] bytes.
    ///
    /// @throws ProblemException if it is anything else
    public static JsonNode json(ServerRequest request) {
        String type = request.headers().first(HeaderNames.CONTENT_TYPE).orElse("");
        if (!type.startsWith(Replies.JSON)) {
            throw new ProblemException(415, "unsupported media type", "the body must be application/json, but was '"
                    + type + "'");
        }
        try {
            JsonNode body = Json.mapper().readTree(content(request));
            if (body.isObject()) {
                return body;
            }
            throw new ProblemException(400, "invalid body", "the body must be a JSON object");
        } catch (JsonProcessingException e) {
            throw new ProblemException(400, "invalid body", "the body is not JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new CutOffException();
        }
    }

    private static byte[] content(ServerRequest request) throws IOException {
        if (!request.content().hasEntity()) {
            return new byte[]{' '};
        }
        ClientConnection connection = ClientConnection.current();
        connection.reading();
        try (InputStream in = request.content().inputStream()) {
            byte[] content = in.readNBytes(LARGEST + 1);
            if (content.length > LARGEST) {
                throw new ProblemException(413, "body too large", "the body must be at most " + LARGEST + " bytes");
            }
            return content;
        } finally {
            connection.read();
        }
    }
}
