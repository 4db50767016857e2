/// How clients reach Kafka: the brokers and the security of the connection.
@NullMarked
package io.cryptodata.service.kafka;

import org.jspecify.annotations.NullMarked;
