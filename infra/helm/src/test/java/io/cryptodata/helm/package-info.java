/// The Helm chart: rendered, read into models of what it creates, and compared with the settings of the processes.
@NullMarked
package io.cryptodata.helm;

import org.jspecify.annotations.NullMarked;
