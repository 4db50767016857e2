/// `./cda tail`: the newest records of a topic, decoded, one JSON line each.
@NullMarked
package io.cryptodata.allinone.cli.tail;

import org.jspecify.annotations.NullMarked;
