/// The command line `./cda`: one class per verb, the options they share, and how failures are told.
@NullMarked
package io.cryptodata.allinone.cli;

import org.jspecify.annotations.NullMarked;
