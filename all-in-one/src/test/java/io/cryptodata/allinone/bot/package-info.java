/// What the how-to for bots shows, as code that is tested.
@NullMarked
package io.cryptodata.allinone.bot;

import org.jspecify.annotations.NullMarked;
