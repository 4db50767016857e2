/// `./cda config`: the settings of all processes, and what a configuration makes of them.
@NullMarked
package io.cryptodata.allinone.cli.config;

import org.jspecify.annotations.NullMarked;
