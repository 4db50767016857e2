/// Plugins for the source of the operators' tables: plain keys, and values as the catalogue of topics has them.
@NullMarked
package io.cryptodata.sinks.source;

import org.jspecify.annotations.NullMarked;
