/// What this process holds of the ledger, and its way to and from the topic.
@NullMarked
package io.cryptodata.producers.ledger;

import org.jspecify.annotations.NullMarked;
