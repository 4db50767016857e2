/// The read API over the product's own tables.
@NullMarked
package io.cryptodata.allinone.api;

import org.jspecify.annotations.NullMarked;
