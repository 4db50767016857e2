/// The whole product, run as `./cda demo` runs it.
@NullMarked
package io.cryptodata.allinone.demo;

import org.jspecify.annotations.NullMarked;
