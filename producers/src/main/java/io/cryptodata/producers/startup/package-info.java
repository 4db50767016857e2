/// Checks of external dependencies before the producers start.
@NullMarked
package io.cryptodata.producers.startup;

import org.jspecify.annotations.NullMarked;
