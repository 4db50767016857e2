/// From topics to tables: what the database looks like, how records get there, and that they keep getting there.
@NullMarked
package io.cryptodata.sinks;

import org.jspecify.annotations.NullMarked;
