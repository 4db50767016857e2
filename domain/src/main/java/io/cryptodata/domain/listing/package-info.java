/// What exchanges list, told again and again, as a history of states.
@NullMarked
package io.cryptodata.domain.listing;

import org.jspecify.annotations.NullMarked;
