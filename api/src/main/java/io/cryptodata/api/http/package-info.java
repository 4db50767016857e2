/// The HTTP server of the read API and the page: routes, parameters, problems, tokens, limits.
@NullMarked
package io.cryptodata.api.http;

import org.jspecify.annotations.NullMarked;
