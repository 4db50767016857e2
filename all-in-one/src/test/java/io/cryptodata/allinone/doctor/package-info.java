/// Checks of an installation, without servers.
@NullMarked
package io.cryptodata.allinone.doctor;

import org.jspecify.annotations.NullMarked;
