/// KuCoin's listing: spot markets and contracts.
@NullMarked
package io.cryptodata.producers.venue.kucoin;

import org.jspecify.annotations.NullMarked;
