/// `./cda topics` and `./cda migrate`: create or check topics, schemas, tables and views.
@NullMarked
package io.cryptodata.allinone.cli.setup;

import org.jspecify.annotations.NullMarked;
