/// HTTP requests with limits on time and size, and what their responses mean.
@NullMarked
package io.cryptodata.producers.http;

import org.jspecify.annotations.NullMarked;
