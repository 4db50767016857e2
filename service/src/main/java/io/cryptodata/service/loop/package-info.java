/// Repeated work on a thread of its own.
@NullMarked
package io.cryptodata.service.loop;

import org.jspecify.annotations.NullMarked;
