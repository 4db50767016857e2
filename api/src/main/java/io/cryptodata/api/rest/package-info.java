/// The read models as resources of the HTTP server.
@NullMarked
package io.cryptodata.api.rest;

import org.jspecify.annotations.NullMarked;
