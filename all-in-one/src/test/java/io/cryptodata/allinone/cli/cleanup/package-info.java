/// Tests of `./cda cleanup`.
@NullMarked
package io.cryptodata.allinone.cli.cleanup;

import org.jspecify.annotations.NullMarked;
