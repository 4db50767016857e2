/// The lifecycle that every process shares: start, health, close.
@NullMarked
package io.cryptodata.service.lifecycle;

import org.jspecify.annotations.NullMarked;
