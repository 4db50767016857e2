/// Who is asked what when: live before repair before backfill, no market waits for another.
@NullMarked
package io.cryptodata.producers.polling;

import org.jspecify.annotations.NullMarked;
