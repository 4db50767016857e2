/// How complete each market is, by the ledgers and by nothing else.
@NullMarked
package io.cryptodata.api.completeness;

import org.jspecify.annotations.NullMarked;
