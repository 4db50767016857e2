/// The stream process. It runs the domain's folds on Kafka; the rules are in the domain.
@NullMarked
package io.cryptodata.streams;

import org.jspecify.annotations.NullMarked;
