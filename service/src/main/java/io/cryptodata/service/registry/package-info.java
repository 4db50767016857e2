/// Avro values on topics by way of the schema registry: serdes, registration, and telling an outage from a bad record.
@NullMarked
package io.cryptodata.service.registry;

import org.jspecify.annotations.NullMarked;
