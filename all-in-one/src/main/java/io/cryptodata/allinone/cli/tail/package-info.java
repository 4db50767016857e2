/// `./cda tail`: the newest records of a topic as JSON lines.
@NullMarked
package io.cryptodata.allinone.cli.tail;

import org.jspecify.annotations.NullMarked;
