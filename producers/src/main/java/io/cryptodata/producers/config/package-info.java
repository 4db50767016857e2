/// The producers' configuration and how it is read from settings.
@NullMarked
package io.cryptodata.producers.config;

import org.jspecify.annotations.NullMarked;
