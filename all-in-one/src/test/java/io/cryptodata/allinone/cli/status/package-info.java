/// Tests of the command line.
@NullMarked
package io.cryptodata.allinone.cli.status;

import org.jspecify.annotations.NullMarked;
