/// The files of Docker Compose and of the images agree with each other and with the project's rules.
@NullMarked
package io.cryptodata.allinone.compose;

import org.jspecify.annotations.NullMarked;
