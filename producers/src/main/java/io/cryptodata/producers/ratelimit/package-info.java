/// Limits of a service as budgets that are charged before a request is sent.
@NullMarked
package io.cryptodata.producers.ratelimit;

import org.jspecify.annotations.NullMarked;
