/// Records of topics: reading, decoding, the newest value of each key.
@NullMarked
package io.cryptodata.api.topic;

import org.jspecify.annotations.NullMarked;
