@NullMarked
package io.cryptodata.api.status;

import org.jspecify.annotations.NullMarked;
