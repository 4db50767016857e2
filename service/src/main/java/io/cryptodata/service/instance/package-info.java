/// The instance that runs in a data folder, as other processes see it.
@NullMarked
package io.cryptodata.service.instance;

import org.jspecify.annotations.NullMarked;
