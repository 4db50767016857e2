package io.cryptodata.producers.venue.xchange;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.util.Iterator;
import java.util.List;

/// The bodies with which the requests of one run of XChange's code are answered, in this order, and the first request for
/// which there is none. It is kept here because XChange's code may catch the exception that ends it.
final class HandedResponses {
    private static final ScopedValue<HandedResponses> CURRENT = ScopedValue.newInstance();

    private final Iterator<String> bodies;
    private @Nullable URI missing;

    HandedResponses(List<String> bodies) {
        this.bodies = bodies.iterator();
    }

    /// Those of the code that this thread runs; null outside of such code.
    static @Nullable HandedResponses current() {
        return CURRENT.isBound() ? CURRENT.get() : null;
    }

    <T> T run(ScopedValue.CallableOp<T, Exception> code) throws Exception {
        return ScopedValue.where(CURRENT, this).call(code);
    }

    /// The body of the response to this request.
    ///
    /// @throws MissingResponseException if there is none
    String bodyFrom(URI address) {
        if (missing != null || !bodies.hasNext()) {
            missing = missing == null ? address : missing;
            throw new MissingResponseException(missing);
        }
        return bodies.next();
    }

    /// The address of the first request without a response; null if there is none.
    @Nullable
    URI missing() {
        return missing;
    }
}
