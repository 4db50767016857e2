/// What every command has: its base class, the options that several share, and how failures are printed.
@NullMarked
package io.cryptodata.allinone.cli.command;

import org.jspecify.annotations.NullMarked;
