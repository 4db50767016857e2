@NullMarked
package io.cryptodata.api.completeness;

import org.jspecify.annotations.NullMarked;
