/// Requests to services that limit their callers: what each is charged, the result, and the executor that sends it.
@NullMarked
package io.cryptodata.producers.fetch;

import org.jspecify.annotations.NullMarked;
