/// The contract between the parts: topics, Avro schemas and how records are written and read.
@NullMarked
package io.cryptodata.schemas;

import org.jspecify.annotations.NullMarked;
