/// `./cda sql`: one statement against the database, as a table for people or as CSV for programs.
@NullMarked
package io.cryptodata.allinone.cli.sql;

import org.jspecify.annotations.NullMarked;
