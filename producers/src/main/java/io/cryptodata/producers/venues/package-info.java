/// The venues with a client, as one list, and how each is opened.
@NullMarked
package io.cryptodata.producers.venues;

import org.jspecify.annotations.NullMarked;
