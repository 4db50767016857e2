/// Our topics, schemas and stream against real servers and against Confluent's serializers.
@NullMarked
package io.cryptodata.allinone.interop;

import org.jspecify.annotations.NullMarked;
