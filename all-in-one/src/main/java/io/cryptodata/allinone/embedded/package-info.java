/// The embedded runtime: broker, registry, database and Connect on one machine, started, watched and stopped as parts.
@NullMarked
package io.cryptodata.allinone.embedded;

import org.jspecify.annotations.NullMarked;
