/// What is fast is measured here; the figures and the commands are in docs/performance.md.
@NullMarked
package io.cryptodata.allinone.benchmark;

import org.jspecify.annotations.NullMarked;
