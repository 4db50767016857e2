/// Parts that run alone, as far as they can be tested without running.
@NullMarked
package io.cryptodata.allinone.cli.run;

import org.jspecify.annotations.NullMarked;
