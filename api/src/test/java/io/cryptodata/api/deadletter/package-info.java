@NullMarked
package io.cryptodata.api.deadletter;

import org.jspecify.annotations.NullMarked;
