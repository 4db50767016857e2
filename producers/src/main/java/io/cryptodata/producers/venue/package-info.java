/// The ports to venues and their values. A venue is a package of its own below this one and imports no other venue.
@NullMarked
package io.cryptodata.producers.venue;

import org.jspecify.annotations.NullMarked;
