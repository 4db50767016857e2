/// The state of every part of an instance, and the progress of every task, venue and market.
@NullMarked
package io.cryptodata.api.status;

import org.jspecify.annotations.NullMarked;
