/// What the database looks like: versioned migrations and the tiers of PostgreSQL that they fit.
@NullMarked
package io.cryptodata.sinks.database;

import org.jspecify.annotations.NullMarked;
