/// Operators' actions: what may be requested, how it is carried out, and its record in `logs`.
@NullMarked
package io.cryptodata.api.operator;

import org.jspecify.annotations.NullMarked;
