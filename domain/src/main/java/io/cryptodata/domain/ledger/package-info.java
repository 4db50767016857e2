/// Which hours are present, missing, confirmed empty or not available: the one owner of completeness.
@NullMarked
package io.cryptodata.domain.ledger;

import org.jspecify.annotations.NullMarked;
