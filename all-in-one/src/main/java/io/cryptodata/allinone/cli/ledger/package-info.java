/// What compacted and recurring records say at last, for the commands that show it.
@NullMarked
package io.cryptodata.allinone.cli.ledger;

import org.jspecify.annotations.NullMarked;
