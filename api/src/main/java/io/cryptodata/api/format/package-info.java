/// Rows as JSON, CSV and Arrow: the same columns with the same values.
@NullMarked
package io.cryptodata.api.format;

import org.jspecify.annotations.NullMarked;
