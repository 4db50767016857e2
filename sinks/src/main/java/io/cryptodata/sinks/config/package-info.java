/// The settings of the sinks, read once.
@NullMarked
package io.cryptodata.sinks.config;

import org.jspecify.annotations.NullMarked;
