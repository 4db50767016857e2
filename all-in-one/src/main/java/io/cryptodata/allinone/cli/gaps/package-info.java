/// `./cda gaps`: completeness per venue and market, as a table, CSV or JSON.
@NullMarked
package io.cryptodata.allinone.cli.gaps;

import org.jspecify.annotations.NullMarked;
