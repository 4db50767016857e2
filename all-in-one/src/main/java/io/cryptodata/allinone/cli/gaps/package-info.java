/// `./cda gaps`: the completeness report.
@NullMarked
package io.cryptodata.allinone.cli.gaps;

import org.jspecify.annotations.NullMarked;
