package io.cryptodata.producers.venue.xchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.ws.rs.Path;
import org.jspecify.annotations.Nullable;
import si.mazi.rescu.RestInvocation;
import si.mazi.rescu.RestMethodMetadata;
import si.mazi.rescu.serialization.jackson.DefaultJacksonObjectMapperFactory;

import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.lang.reflect.Type;
import java.net.URI;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Implements the interfaces in which XChange declares requests, in place of the REST layer that it brings. It sends
/// nothing: a request is answered with the next of the bodies at hand, which is read as XChange's own layer reads it, or
/// ends the code with the address of the request.
final class RestLayer implements InvocationHandler {
    private static final ScopedValue<Iterator<JsonNode>> BODIES = ScopedValue.newInstance();
    private static final ObjectMapper JSON = new DefaultJacksonObjectMapperFactory().createObjectMapper();

    private final String base;
    private final String path;
    private final Map<Method, RestMethodMetadata> methods = new ConcurrentHashMap<>();

    private RestLayer(Class<?> requests, URI address) {
        this.base = address.toString();
        this.path = requests.getAnnotation(Path.class).value();
    }

    /// The requests of an interface to an address.
    static <I> I of(Class<I> requests, URI address) {
        return requests.cast(Proxy.newProxyInstance(requests.getClassLoader(), new Class<?>[]{requests},
                new RestLayer(requests, address)));
    }

    /// Runs code whose requests are answered with these bodies, in this order.
    ///
    /// @throws MissingResponseException at the first request after them
    static <T> T run(List<JsonNode> bodies, ScopedValue.CallableOp<T, IOException> code) throws IOException {
        return ScopedValue.where(BODIES, bodies.iterator()).call(code);
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
            throws IOException, InvocationTargetException, IllegalAccessException {
        if (method.getDeclaringClass() == Object.class) {
            return method.invoke(this, arguments);
        }
        Iterator<JsonNode> bodies = BODIES.get();
        if (!bodies.hasNext()) {
            throw new MissingResponseException(address(method, arguments == null ? new Object[0] : arguments));
        }
        return read(bodies.next(), method.getGenericReturnType());
    }

    private URI address(Method method, Object[] arguments) {
        RestMethodMetadata metadata = methods.computeIfAbsent(method,
                each -> RestMethodMetadata.create(each, base, path));
        return URI.create(RestInvocation.create(null, metadata, arguments, Map.of()).getInvocationUrl());
    }

    private static @Nullable Object read(JsonNode body, Type type) throws IOException {
        return JSON.readValue(JSON.treeAsTokens(body), JSON.constructType(type));
    }
}
