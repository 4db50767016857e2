/// Topics: created from the catalogue, read to their end.
@NullMarked
package io.cryptodata.service.topic;

import org.jspecify.annotations.NullMarked;
