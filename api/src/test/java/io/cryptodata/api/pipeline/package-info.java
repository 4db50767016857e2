/// Tests of `api.pipeline`.
@NullMarked
package io.cryptodata.api.pipeline;

import org.jspecify.annotations.NullMarked;
