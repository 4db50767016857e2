/// `./cda rebuild` and `./cda verify-store`: the tables as a projection of the topics.
@NullMarked
package io.cryptodata.allinone.cli.projection;

import org.jspecify.annotations.NullMarked;
