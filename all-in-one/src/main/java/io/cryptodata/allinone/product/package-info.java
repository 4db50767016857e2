/// The whole product on one machine, against whatever venues: its parts, the order in which they start, and one run of them.
@NullMarked
package io.cryptodata.allinone.product;

import org.jspecify.annotations.NullMarked;
