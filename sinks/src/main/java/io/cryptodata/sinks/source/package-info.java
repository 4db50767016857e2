/// Plugins for the source of the operators' tables: text keys, and values with the schemas of the catalogue.
@NullMarked
package io.cryptodata.sinks.source;

import org.jspecify.annotations.NullMarked;
