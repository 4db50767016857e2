package io.cryptodata.api.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import io.cryptodata.api.json.Json;
import io.helidon.common.buffers.DataReader;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;

import java.io.IOException;
import java.io.InputStream;

/// Bodies of requests.
public final class Bodies {
    /// The largest body of a request, in bytes.
    public static final int LARGEST = 64 << 10;

    private static final int BAD_REQUEST = 400;
    private static final String INVALID = "invalid body";
    private static final ObjectReader READER = Json.mapper().readerFor(JsonNode.class)
            .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private Bodies() {}

    /// The body, which must be a JSON object of at most [#LARGEST] bytes.
    ///
    /// @throws ProblemException if it is anything else
    public static JsonNode json(ServerRequest request) {
        if (request.headers().contentType().map(each -> each.mediaType().text())
                .filter(Replies.JSON::equalsIgnoreCase).isEmpty()) {
            throw new ProblemException(415, "unsupported media type", "the body must be application/json, but was '"
                    + request.headers().first(HeaderNames.CONTENT_TYPE).orElse("") + "'");
        }
        try {
            JsonNode body = READER.readTree(content(request));
            if (body.isObject()) {
                return body;
            }
            throw new ProblemException(BAD_REQUEST, INVALID, "the body must be a JSON object");
        } catch (JsonProcessingException e) {
            throw new ProblemException(BAD_REQUEST, INVALID, "the body is not JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new CutOffException(e);
        }
    }

    /// Status 413.
    static ProblemException tooLarge() {
        return new ProblemException(413, "body too large", "the body must be at most " + LARGEST + " bytes");
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
                throw tooLarge();
            }
            return content;
        } catch (DataReader.InsufficientDataAvailableException gone) {
            throw new CutOffException(gone);
        } catch (IllegalArgumentException | DataReader.IncorrectNewLineException malformed) {
            connection.endAfterResponse(); // where the next request begins is unknown
            throw new ProblemException(BAD_REQUEST, INVALID, "the chunks of the body are malformed");
        } finally {
            connection.read();
        }
    }
}
