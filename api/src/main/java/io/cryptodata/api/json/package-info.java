/// The one JSON form of all read models.
@NullMarked
package io.cryptodata.api.json;

import org.jspecify.annotations.NullMarked;
