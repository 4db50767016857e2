/// The contract between the parts: topics, Avro schemas and the conversion of records.
@NullMarked
package io.cryptodata.schemas;

import org.jspecify.annotations.NullMarked;
