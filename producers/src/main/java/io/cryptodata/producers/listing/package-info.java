/// What the exchanges list: asked for every hour, kept on the topic `listings`.
@NullMarked
package io.cryptodata.producers.listing;

import org.jspecify.annotations.NullMarked;
