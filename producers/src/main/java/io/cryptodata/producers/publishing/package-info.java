/// One page, one transaction: candles, quarantined rows and the ledger entry together or not at all.
@NullMarked
package io.cryptodata.producers.publishing;

import org.jspecify.annotations.NullMarked;
