package io.cryptodata.producers.venue.xchange;

import org.jspecify.annotations.Nullable;
import si.mazi.rescu.HttpMethod;
import si.mazi.rescu.Interceptor;
import si.mazi.rescu.InvocationResult;
import si.mazi.rescu.RestInvocation;
import si.mazi.rescu.RestInvocationHandler;
import si.mazi.rescu.RestMethodMetadata;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URI;

/// Answers the requests of XChange's classes from [HandedResponses] instead of sending them: XChange's REST layer makes the
/// address and reads the body, as it would by itself. Code outside of [HandedResponses] is not affected.
///
/// XChange loads it as a service.
public final class RestInterceptor implements Interceptor {
    private static final int SUCCESS = 200;
    /// what the REST layer does before and after its own transport
    private static final Method ADDRESS = method("createInvocation", Method.class, Object[].class);
    private static final Method READ = method("mapInvocationResult", InvocationResult.class, RestMethodMetadata.class);

    private static Method method(String name, Class<?>... parameters) {
        try {
            Method method = RestInvocationHandler.class.getDeclaredMethod(name, parameters);
            method.setAccessible(true);
            return method;
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("another version of XChange's REST layer", e);
        }
    }

    @Override
    public @Nullable Object aroundInvoke(InvocationHandler handler, Object proxy, Method method,
            Object @Nullable [] arguments) throws Throwable {
        HandedResponses responses = HandedResponses.current();
        if (responses == null || method.getDeclaringClass() == Object.class) {
            return handler.invoke(proxy, method, arguments);
        }
        RestInvocation invocation = (RestInvocation) invoke(ADDRESS, handler, method, arguments);
        RestMethodMetadata metadata = invocation.getMethodMetadata();
        URI address = URI.create(invocation.getInvocationUrl());
        if (metadata.getHttpMethod() != HttpMethod.GET) {
            throw new UnsupportedOperationException("a listing is read with GET, but XChange requests "
                    + metadata.getHttpMethod() + " " + address);
        }
        return invoke(READ, handler, new InvocationResult(responses.bodyFrom(address), SUCCESS), metadata);
    }

    private static Object invoke(Method method, InvocationHandler handler, @Nullable Object... arguments)
            throws Throwable {
        try {
            return method.invoke(handler, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }
}
