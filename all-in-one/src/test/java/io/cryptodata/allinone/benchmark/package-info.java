/// Benchmarks. Figures and commands are in docs/performance.md.
@NullMarked
package io.cryptodata.allinone.benchmark;

import org.jspecify.annotations.NullMarked;
