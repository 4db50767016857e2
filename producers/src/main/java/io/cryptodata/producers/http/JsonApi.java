package io.cryptodata.producers.http;

import io.cryptodata.producers.fetch.Call;
import io.cryptodata.producers.fetch.Failure;
import io.cryptodata.producers.fetch.Fetch;
import io.cryptodata.producers.ratelimit.Charge;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/// The JSON API of one service: describes GETs as calls.
///
/// @param headers of every request
/// @param filter applied to every response before it is classified
public record JsonApi(HttpTransport transport, ResponseClassifier classifier, Map<String, String> headers,
        UnaryOperator<Response> filter) {
    public JsonApi(HttpTransport transport, ResponseClassifier classifier) {
        this(transport, classifier, Map.of(), UnaryOperator.identity());
    }

    /// @param request name of the kind of request, for metrics
    /// @param charges what one request costs
    public <T> Call<T> call(String request, List<Charge> charges, URI address, BodyReader<T> reader) {
        return new Call.Request<>(request, charges, () -> get(address, reader));
    }

    /// One request, now.
    public <T> Fetch<T> get(URI address, BodyReader<T> reader) {
        return switch (transport.get(address, headers)) {
            case HttpTransport.NoResponse(String reason) -> Fetch.failed(new Failure.Unavailable(reason));
            case Response response -> classifier.read(filter.apply(response), reader);
        };
    }
}
