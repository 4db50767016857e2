/// `./cda up`: the product against the real venues, configured by a file or the environment.
@NullMarked
package io.cryptodata.allinone.up;

import org.jspecify.annotations.NullMarked;
