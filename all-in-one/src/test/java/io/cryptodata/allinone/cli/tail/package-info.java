@NullMarked
package io.cryptodata.allinone.cli.tail;

import org.jspecify.annotations.NullMarked;
