#!/bin/sh
# shellcheck disable=SC2086 # the options are words
exec java -XX:MaxRAMPercentage=50 -XX:+UseSerialGC ${JAVA_OPTS_APPEND:-} -Dquarkus.http.host=0.0.0.0 \
    -Djava.util.logging.manager=org.jboss.logmanager.LogManager -jar /deployments/quarkus-run.jar
