/// The meters of the page and the read API.
@NullMarked
package io.cryptodata.api.metrics;

import org.jspecify.annotations.NullMarked;
