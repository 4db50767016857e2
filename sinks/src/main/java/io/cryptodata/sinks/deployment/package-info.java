/// Which connectors run, how they get onto the Connect cluster, and that they stay RUNNING there.
@NullMarked
package io.cryptodata.sinks.deployment;

import org.jspecify.annotations.NullMarked;
