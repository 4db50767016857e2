/// Tests of `./cda replay`.
@NullMarked
package io.cryptodata.allinone.cli.replay;

import org.jspecify.annotations.NullMarked;
