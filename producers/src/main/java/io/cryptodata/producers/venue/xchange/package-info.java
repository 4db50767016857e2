/// Venues through XChange: XChange makes the address of a request and reads the body of its response; between the two are our
/// own transport, budget and classification.
@NullMarked
package io.cryptodata.producers.venue.xchange;

import org.jspecify.annotations.NullMarked;
