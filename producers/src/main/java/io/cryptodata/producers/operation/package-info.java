/// What operators have requested of the producers: paused venues, and tasks to be run now.
@NullMarked
package io.cryptodata.producers.operation;

import org.jspecify.annotations.NullMarked;
