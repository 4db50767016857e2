/// `./cda dlq`: records that could not be processed, and how they are published again.
@NullMarked
package io.cryptodata.allinone.cli.dlq;

import org.jspecify.annotations.NullMarked;
