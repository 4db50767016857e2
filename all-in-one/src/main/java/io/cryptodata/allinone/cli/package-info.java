/// The command line `./cda`: the list of commands.
@NullMarked
package io.cryptodata.allinone.cli;

import org.jspecify.annotations.NullMarked;
