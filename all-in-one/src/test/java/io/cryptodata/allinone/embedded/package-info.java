/// The embedded runtime under test, with real servers in the classes named `IT`.
@NullMarked
package io.cryptodata.allinone.embedded;

import org.jspecify.annotations.NullMarked;
