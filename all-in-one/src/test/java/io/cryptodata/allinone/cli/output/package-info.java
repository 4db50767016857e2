@NullMarked
package io.cryptodata.allinone.cli.output;

import org.jspecify.annotations.NullMarked;
