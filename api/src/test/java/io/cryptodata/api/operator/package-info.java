/// Tests of `api.operator`.
@NullMarked
package io.cryptodata.api.operator;

import org.jspecify.annotations.NullMarked;
