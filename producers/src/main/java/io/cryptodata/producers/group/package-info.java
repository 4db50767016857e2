/// Distribution of work: every process is a member of one consumer group over the topic `universe`.
@NullMarked
package io.cryptodata.producers.group;

import org.jspecify.annotations.NullMarked;
