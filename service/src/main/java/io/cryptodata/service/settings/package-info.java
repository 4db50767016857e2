/// Settings of a process, read strictly: all problems are reported at once.
@NullMarked
package io.cryptodata.service.settings;

import org.jspecify.annotations.NullMarked;
