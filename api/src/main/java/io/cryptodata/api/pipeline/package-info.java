/// The overview of the pipeline: parts, sources, tasks, connectors, lag, rates, dead letters and quarantined rows, with a verdict.
@NullMarked
package io.cryptodata.api.pipeline;

import org.jspecify.annotations.NullMarked;
