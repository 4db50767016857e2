/// Tests of the command line.
@NullMarked
package io.cryptodata.allinone.cli.sql;

import org.jspecify.annotations.NullMarked;
