package io.cryptodata.producers.venue.xchange;

import java.io.IOException;

/// Code that makes requests of XChange's and reads what they return. It is run again for every response, so that it must have
/// no other effect.
///
/// @param <I> the interface of the requests
@FunctionalInterface
public interface XchangeCode<I, T> {
    /// Fails as XChange does.
    T run(I requests) throws IOException;
}
