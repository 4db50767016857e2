/// Runs of tasks, from `logs`.
@NullMarked
package io.cryptodata.api.task;

import org.jspecify.annotations.NullMarked;
