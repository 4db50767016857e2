@NullMarked
package io.cryptodata.allinone.cli.dlq;

import org.jspecify.annotations.NullMarked;
