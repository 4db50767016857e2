/// Kafka clients with the settings that the producers' guarantees depend on.
@NullMarked
package io.cryptodata.producers.kafka;

import org.jspecify.annotations.NullMarked;
