/// Where a process logs.
@NullMarked
package io.cryptodata.service.logging;

import org.jspecify.annotations.NullMarked;
