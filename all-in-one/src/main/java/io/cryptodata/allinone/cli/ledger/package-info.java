/// What the ledgers say, for the commands that show it.
@NullMarked
package io.cryptodata.allinone.cli.ledger;

import org.jspecify.annotations.NullMarked;
