/// Commands that run until Ctrl-C: the whole product, one process of it, or the simulated venues.
@NullMarked
package io.cryptodata.allinone.cli.run;

import org.jspecify.annotations.NullMarked;
