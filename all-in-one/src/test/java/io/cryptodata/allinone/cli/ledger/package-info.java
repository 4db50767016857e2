/// Tests of `./cda ledger`.
@NullMarked
package io.cryptodata.allinone.cli.ledger;

import org.jspecify.annotations.NullMarked;
