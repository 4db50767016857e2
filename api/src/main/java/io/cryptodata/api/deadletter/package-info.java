/// Dead letters: read models of the topics `<topic>.dlq`, and how letters are published again.
@NullMarked
package io.cryptodata.api.deadletter;

import org.jspecify.annotations.NullMarked;
