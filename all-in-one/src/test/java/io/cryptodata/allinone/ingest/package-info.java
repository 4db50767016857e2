/// The producers against a real broker and registry.
@NullMarked
package io.cryptodata.allinone.ingest;

import org.jspecify.annotations.NullMarked;
