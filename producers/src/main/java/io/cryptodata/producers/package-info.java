/// Exchange HTTP to closed candles on topics, with the ledger as the one owner of completeness.
@NullMarked
package io.cryptodata.producers;

import org.jspecify.annotations.NullMarked;
