/// Our topics, schemas and stream against real servers, and against the serializers that everybody else uses.
@NullMarked
package io.cryptodata.allinone.interop;

import org.jspecify.annotations.NullMarked;
