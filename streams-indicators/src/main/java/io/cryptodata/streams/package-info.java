/// The stream processes: they run the domain's folds on Kafka and decide nothing themselves.
@NullMarked
package io.cryptodata.streams;

import org.jspecify.annotations.NullMarked;
