/// The whole product, run like `./cda demo`.
@NullMarked
package io.cryptodata.allinone.demo;

import org.jspecify.annotations.NullMarked;
