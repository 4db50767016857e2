/// Listings of the exchanges: fetched every hour, stored on the topic `listings`.
@NullMarked
package io.cryptodata.producers.listing;

import org.jspecify.annotations.NullMarked;
