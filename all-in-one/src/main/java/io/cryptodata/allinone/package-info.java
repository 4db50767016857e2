/// Everything in one process: the embedded runtime, the demo and the command line.
@NullMarked
package io.cryptodata.allinone;

import org.jspecify.annotations.NullMarked;
