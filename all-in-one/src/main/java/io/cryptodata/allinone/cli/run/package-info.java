/// `./cda streams` and its siblings: one part in this process, as the containers run it.
@NullMarked
package io.cryptodata.allinone.cli.run;

import org.jspecify.annotations.NullMarked;
