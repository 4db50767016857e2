/// The HTTP server of a process: liveness, readiness, metrics.
@NullMarked
package io.cryptodata.service.http;

import org.jspecify.annotations.NullMarked;
