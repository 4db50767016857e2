/// Browser tests of the page, by clicks and keys in headless Chromium against the running demo, and its measurements.
@NullMarked
package io.cryptodata.allinone.page;

import org.jspecify.annotations.NullMarked;
