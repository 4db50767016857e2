/// What happens to a record that cannot be processed, and to a thread that cannot go on.
@NullMarked
package io.cryptodata.streams.failure;

import org.jspecify.annotations.NullMarked;
