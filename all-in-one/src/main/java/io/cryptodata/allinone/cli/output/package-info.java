/// Rows as an aligned table or as CSV.
@NullMarked
package io.cryptodata.allinone.cli.output;

import org.jspecify.annotations.NullMarked;
