/// Runs of recurring tasks, published to the topic `task.runs`.
@NullMarked
package io.cryptodata.service.task;

import org.jspecify.annotations.NullMarked;
