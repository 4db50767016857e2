/// Runs of recurring tasks, on the topic `task.runs`.
@NullMarked
package io.cryptodata.producers.task;

import org.jspecify.annotations.NullMarked;
