/// Retrying and waiting, always with a limit.
@NullMarked
package io.cryptodata.service.retry;

import org.jspecify.annotations.NullMarked;
