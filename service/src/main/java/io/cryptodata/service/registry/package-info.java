/// Avro values on topics through the schema registry: serdes, registration, outages told apart from bad records.
@NullMarked
package io.cryptodata.service.registry;

import org.jspecify.annotations.NullMarked;
