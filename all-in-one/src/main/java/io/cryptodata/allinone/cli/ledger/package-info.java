/// `./cda ledger`: what is recorded of one market, and how it starts again.
@NullMarked
package io.cryptodata.allinone.cli.ledger;

import org.jspecify.annotations.NullMarked;
