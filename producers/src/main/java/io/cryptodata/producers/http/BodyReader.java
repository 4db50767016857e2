package io.cryptodata.producers.http;

import com.fasterxml.jackson.databind.JsonNode;

/// Reads the requested value from the body of a successful response.
@FunctionalInterface
public interface BodyReader<T> {
    /// @param body parsed once, for the classifier and for this
    /// @throws UnreadableBody if the body is not what the service documents
    T read(JsonNode body, Response response) throws UnreadableBody;
}
