/// Connections to the database of an instance.
@NullMarked
package io.cryptodata.api.database;

import org.jspecify.annotations.NullMarked;
