/// What is known to be there, hour by hour: the one owner of completeness.
@NullMarked
package io.cryptodata.domain.ledger;

import org.jspecify.annotations.NullMarked;
