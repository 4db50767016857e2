/// Tests of commands that run one part.
@NullMarked
package io.cryptodata.allinone.cli.run;

import org.jspecify.annotations.NullMarked;
