/// From topics to tables: the schema of the database, and the connectors that fill it.
@NullMarked
package io.cryptodata.sinks;

import org.jspecify.annotations.NullMarked;
