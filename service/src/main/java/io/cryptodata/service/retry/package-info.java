/// Retrying and waiting, always within a limit.
@NullMarked
package io.cryptodata.service.retry;

import org.jspecify.annotations.NullMarked;
