/// `./cda topics`, `./cda acls` and `./cda migrate`: create or check topics, schemas, the rights of each process, tables and views.
@NullMarked
package io.cryptodata.allinone.cli.setup;

import org.jspecify.annotations.NullMarked;
