/// Avro values on topics through the schema registry: serdes, registration, and the difference between an outage and a bad record.
@NullMarked
package io.cryptodata.service.registry;

import org.jspecify.annotations.NullMarked;
