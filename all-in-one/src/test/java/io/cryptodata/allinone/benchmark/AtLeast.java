package io.cryptodata.allinone.benchmark;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// The target of a throughput benchmark.
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface AtLeast {
    /// Operations per second.
    double value();
}
