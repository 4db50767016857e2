package io.cryptodata.producers.venue.xchange;

import com.fasterxml.jackson.databind.JsonNode;
import io.cryptodata.producers.fetch.Call;
import io.cryptodata.producers.http.BodyReader;
import io.cryptodata.producers.http.Excerpts;
import io.cryptodata.producers.http.JsonApi;
import io.cryptodata.producers.http.UnreadableBody;
import io.cryptodata.producers.ratelimit.Charge;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.URI;
import java.util.List;

/// The requests of a venue as XChange declares them, sent by our own transport.
///
/// XChange's code runs until its request, which names the address; the request is sent and its response classified as those
/// of every other client are, so that a status or an error means the same failure; then the code runs again with the body.
/// XChange's own transport, exceptions, retries and pacing are not used, and nothing is requested before a call is run.
///
/// @param <I> the interface of the requests
public final class XchangeApi<I> {
    private final Class<I> type;
    private final URI address;
    private final JsonApi json;
    private volatile @Nullable I requests;

    /// @param type an interface with the annotations of [jakarta.ws.rs.Path]: one of XChange's, or one of ours like it
    /// @param address of the venue
    public XchangeApi(Class<I> type, URI address, JsonApi json) {
        this.type = type;
        this.address = address;
        this.json = json;
    }

    /// One request.
    ///
    /// @param request name of the kind of request, for metrics
    /// @param charges what one request costs
    /// @param code makes the request
    /// @param reader reads the body, with [#read(XchangeCode, JsonNode)] where XChange knows it
    public <T> Call<T> call(String request, List<Charge> charges, XchangeCode<I, ?> code, BodyReader<T> reader) {
        return json.call(request, charges, addressOf(code), reader);
    }

    /// What the code makes of a body.
    ///
    /// @throws UnreadableBody if XChange fails
    public <T> T read(XchangeCode<I, T> code, JsonNode body) throws UnreadableBody {
        try {
            return RestLayer.run(List.of(body), () -> code.run(requests()));
        } catch (IOException | RuntimeException e) {
            throw new UnreadableBody("expected what XChange reads, but it failed with " + Excerpts.of(e.toString()));
        }
    }

    /// Made when a request is, because its many classes would prolong the start.
    private I requests() {
        I made = requests;
        if (made == null) {
            made = RestLayer.of(type, address);
            requests = made;
        }
        return made;
    }

    private URI addressOf(XchangeCode<I, ?> code) {
        try {
            RestLayer.run(List.of(), () -> code.run(requests()));
        } catch (MissingResponseException e) {
            return e.address();
        } catch (IOException e) {
            throw new IllegalArgumentException("failed before a request was made", e);
        }
        throw new IllegalArgumentException("no request was made");
    }
}
