@NullMarked
package io.cryptodata.api.topic;

import org.jspecify.annotations.NullMarked;
