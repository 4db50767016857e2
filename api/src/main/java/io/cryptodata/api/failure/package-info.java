/// Why a query has no result.
@NullMarked
package io.cryptodata.api.failure;

import org.jspecify.annotations.NullMarked;
