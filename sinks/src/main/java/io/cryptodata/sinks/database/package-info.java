/// The schema of the database: versioned migrations and the tiers of PostgreSQL that they support.
@NullMarked
package io.cryptodata.sinks.database;

import org.jspecify.annotations.NullMarked;
