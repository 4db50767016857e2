/// `./cda status`: the state of every part and the progress of every market, as tables or JSON.
@NullMarked
package io.cryptodata.allinone.cli.status;

import org.jspecify.annotations.NullMarked;
