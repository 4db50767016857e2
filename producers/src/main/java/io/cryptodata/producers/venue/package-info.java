/// The port to every venue. A venue is a package of its own below this one and knows no other venue.
@NullMarked
package io.cryptodata.producers.venue;

import org.jspecify.annotations.NullMarked;
