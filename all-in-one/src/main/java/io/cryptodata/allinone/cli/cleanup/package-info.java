/// `./cda cleanup`: removes indicator rows that a later one of the same bucket has replaced.
@NullMarked
package io.cryptodata.allinone.cli.cleanup;

import org.jspecify.annotations.NullMarked;
