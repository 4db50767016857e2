/// How every process reads its settings: strictly, with all problems told at once.
@NullMarked
package io.cryptodata.service.settings;

import org.jspecify.annotations.NullMarked;
