/// Repeated work on a dedicated thread.
@NullMarked
package io.cryptodata.service.loop;

import org.jspecify.annotations.NullMarked;
