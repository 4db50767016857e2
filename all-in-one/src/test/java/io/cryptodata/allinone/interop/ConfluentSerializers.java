package io.cryptodata.allinone.interop;

import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;

/// Confluent's serializers, loaded from a jar outside the class path so that no other code can use them.
final class ConfluentSerializers implements AutoCloseable {
    private static final Path JARS = Path.of(System.getProperty("repository.root"), "all-in-one", "target",
            "confluent");
    private static final String PACKAGE = "io.confluent.kafka.serializers.";

    private final URLClassLoader classes;

    ConfluentSerializers() throws MalformedURLException {
        Path jar = JARS.resolve("confluent-avro.jar");
        if (!Files.exists(jar)) {
            throw new IllegalStateException(jar + " is missing: run the build up to integration tests (mvn verify)");
        }
        URL[] urls = {jar.toUri().toURL()};
        classes = new URLClassLoader(urls, ConfluentSerializers.class.getClassLoader());
    }

    /// The location of the serializer's class.
    URI origin() throws ReflectiveOperationException {
        return URI.create(
                classes.loadClass(PACKAGE + "KafkaAvroSerializer").getProtectionDomain().getCodeSource().getLocation()
                        .toString());
    }

    /// @param settings in addition to the registry's address
    @SuppressWarnings("unchecked") // Serializer<Object>, by its documentation
    Serializer<Object> serializer(String compatibleUrl, Map<String, Object> settings) throws Exception {
        return withClassLoader(() -> {
            Serializer<Object> serializer = (Serializer<Object>) newInstance("KafkaAvroSerializer");
            serializer.configure(with(compatibleUrl, settings), false);
            return serializer;
        });
    }

    /// @param specific whether it creates instances of our generated classes, rather than generic records
    @SuppressWarnings("unchecked") // Deserializer<Object>, by its documentation
    Deserializer<Object> deserializer(String compatibleUrl, boolean specific) throws Exception {
        return withClassLoader(() -> {
            Deserializer<Object> deserializer = (Deserializer<Object>) newInstance("KafkaAvroDeserializer");
            deserializer.configure(with(compatibleUrl, Map.of("specific.avro.reader", specific)), false);
            return deserializer;
        });
    }

    private Object newInstance(String type) throws ReflectiveOperationException {
        return classes.loadClass(PACKAGE + type).getConstructor().newInstance();
    }

    /// Kafka loads classes named in settings through the context class loader.
    private <T> T withClassLoader(Callable<T> action) throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(classes);
        try {
            return action.call();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Override
    public void close() throws IOException {
        classes.close();
    }

    private static Map<String, Object> with(String compatibleUrl, Map<String, Object> settings) {
        Map<String, Object> all = new HashMap<>(settings);
        all.put("schema.registry.url", compatibleUrl);
        return all;
    }
}
