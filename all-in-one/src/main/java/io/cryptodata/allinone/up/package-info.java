/// `./cda up`: the product against the real venues, as a configuration file says.
@NullMarked
package io.cryptodata.allinone.up;

import org.jspecify.annotations.NullMarked;
