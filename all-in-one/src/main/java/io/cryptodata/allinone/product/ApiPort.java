package io.cryptodata.allinone.product;

import io.cryptodata.allinone.embedded.LocalPort;

/// The port of the page and the read API.
public final class ApiPort {
    private ApiPort() {}

    public static LocalPort of(int number) {
        return new LocalPort(number, "page and the read API", "--api-port");
    }
}
