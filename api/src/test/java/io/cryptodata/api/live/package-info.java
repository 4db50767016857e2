@NullMarked
package io.cryptodata.api.live;

import org.jspecify.annotations.NullMarked;
