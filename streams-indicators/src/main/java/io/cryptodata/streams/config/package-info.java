/// The configuration of the stream process.
@NullMarked
package io.cryptodata.streams.config;

import org.jspecify.annotations.NullMarked;
