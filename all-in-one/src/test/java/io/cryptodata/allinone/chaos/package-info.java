/// The proof under fire: the real producers against simulated venues that have a very bad week, and a comparison of all
/// that came of it with what the simulated world knows to be true.
@NullMarked
package io.cryptodata.allinone.chaos;

import org.jspecify.annotations.NullMarked;
