/// How long rows are kept, and which are compressed.
@NullMarked
package io.cryptodata.sinks.storage;

import org.jspecify.annotations.NullMarked;
