/// What goes wrong and how often, drawn from a seed; and what was really served in spite of it.
@NullMarked
package io.cryptodata.simulator.plan;

import org.jspecify.annotations.NullMarked;
