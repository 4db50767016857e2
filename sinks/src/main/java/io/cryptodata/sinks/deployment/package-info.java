/// The connectors: their settings, their deployment to the Connect cluster, and restarts of failed ones.
@NullMarked
package io.cryptodata.sinks.deployment;

import org.jspecify.annotations.NullMarked;
