package io.cryptodata.service.http;

import io.cryptodata.service.lifecycle.SetupException;
import io.cryptodata.service.settings.SettingsException;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// Trust in the certificates of a PEM file, and in no others.
final class PemTrust {
    private PemTrust() {}

    /// @throws SettingsException naming the setting, if the file has no readable certificate
    static void check(String setting, Path file) {
        try {
            context(file);
        } catch (SetupException e) {
            throw new SettingsException(setting + ": " + e.getMessage());
        }
    }

    /// @throws SetupException if the file has no readable certificate
    static SSLContext context(Path file) {
        try (InputStream text = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            int number = 0;
            for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(text)) {
                store.setCertificateEntry(Integer.toString(number++), each);
            }
            if (number == 0) {
                throw new SetupException("the file " + file + " has no certificate");
            }
            TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new SetupException("the certificates in " + file + " cannot be read: " + e.getClass().getSimpleName(),
                    e);
        }
    }
}
