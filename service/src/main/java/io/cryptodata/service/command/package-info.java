/// The command line of a process that runs one service.
@NullMarked
package io.cryptodata.service.command;

import org.jspecify.annotations.NullMarked;
