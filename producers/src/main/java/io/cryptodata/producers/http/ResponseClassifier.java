package io.cryptodata.producers.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.cryptodata.producers.fetch.Failure;
import io.cryptodata.producers.fetch.Fetch;

import java.util.Optional;

/// Which responses of one service are failures, and which. A body is parsed once; the classifier and the reader see the
/// same tree.
public interface ResponseClassifier {
    /// The failure that status or headers show; empty if the body has to be read.
    Optional<Failure> failureByStatus(Response response);

    /// The failure that a JSON body reports; empty if it reports none.
    Optional<Failure> failureInBody(JsonNode body, Response response) throws UnreadableBody;

    /// Whether the body is to be parsed.
    default boolean hasBody(Response response) {
        return response.isJson();
    }

    /// The parsed body.
    default JsonNode parse(Response response) throws UnreadableBody {
        return JsonBody.tree(response.body());
    }

    /// The failure of a body that cannot be read.
    default Failure unreadable(Response response, UnreadableBody problem) {
        return new Failure.Unreadable(problem.problem(), response.excerpt());
    }

    /// The failure that the response is, or the value in it.
    default <T> Fetch<T> read(Response response, BodyReader<T> reader) {
        Optional<Failure> failure = HttpFailures.notServed(response).or(() -> failureByStatus(response));
        if (failure.isPresent()) {
            return Fetch.failed(failure.get());
        }
        if (!hasBody(response)) {
            return Fetch.failed(HttpFailures.notJson(response));
        }
        try {
            JsonNode body = parse(response);
            failure = failureInBody(body, response);
            if (failure.isPresent()) {
                return Fetch.failed(failure.get());
            }
            return response.status() == 200
                    ? new Fetch.Ok<>(reader.read(body, response))
                    : Fetch.failed(HttpFailures.unexpected(response));
        } catch (UnreadableBody e) {
            return Fetch.failed(unreadable(response, e));
        }
    }
}
