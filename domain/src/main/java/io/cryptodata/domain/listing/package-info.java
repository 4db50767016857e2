/// What exchanges list: repeated complete listings as a history of statuses.
@NullMarked
package io.cryptodata.domain.listing;

import org.jspecify.annotations.NullMarked;
