/// Tests against containers of the images of `docker-compose.yml`: `mvn verify -Pcontainers`.
@NullMarked
package io.cryptodata.allinone.containers;

import org.jspecify.annotations.NullMarked;
