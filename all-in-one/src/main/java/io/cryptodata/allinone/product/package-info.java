/// The product on one machine: its parts, their supervision, and one run from start to stop; shared by `demo` and `up`.
@NullMarked
package io.cryptodata.allinone.product;

import org.jspecify.annotations.NullMarked;
