/// Which hours are present, missing or confirmed empty: the one owner of completeness.
@NullMarked
package io.cryptodata.domain.ledger;

import org.jspecify.annotations.NullMarked;
