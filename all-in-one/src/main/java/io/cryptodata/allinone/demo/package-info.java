/// `./cda demo`: the product against simulated venues, until it is stopped or every row is in the database.
@NullMarked
package io.cryptodata.allinone.demo;

import org.jspecify.annotations.NullMarked;
