/// Tests of the command line.
@NullMarked
package io.cryptodata.allinone.cli;

import org.jspecify.annotations.NullMarked;
