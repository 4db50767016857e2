/// The ledgers of the assigned partitions.
@NullMarked
package io.cryptodata.producers.ledger;

import org.jspecify.annotations.NullMarked;
