package io.cryptodata.allinone.security;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/// A certificate of a server on the loopback address, which is made for one test and signs itself.
///
/// @param keyStore with the private key and the certificate, in PKCS#12
/// @param password of the key store and the key
/// @param certificate in PEM, for clients to trust
public record TestCertificate(Path keyStore, String password, Path certificate) {
    private static final String ALIAS = "server";

    /// Makes one with the JDK's keytool.
    public static TestCertificate in(Path folder) {
        TestCertificate made = new TestCertificate(folder.resolve("server.p12"), UUID.randomUUID().toString(),
                folder.resolve("server.pem"));
        made.keytool(List.of("-genkeypair", "-keyalg", "EC", "-groupname", "secp256r1", "-dname", "CN=test",
                "-ext", "SAN=IP:127.0.0.1,DNS:localhost", "-validity", "2", "-storetype", "PKCS12"));
        made.keytool(List.of("-exportcert", "-rfc", "-file", made.certificate.toString()));
        return made;
    }

    private void keytool(List<String> arguments) {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(arguments);
        command.addAll(List.of("-alias", ALIAS, "-keystore", keyStore.toString(), "-storepass", password));
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException("keytool failed: " + output);
            }
        } catch (IOException e) {
            throw new IllegalStateException("keytool cannot be run", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while keytool ran", e);
        }
    }

    /// Writes the private key in PEM, for servers that do not read PKCS#12.
    public Path writeKey(Path file) throws IOException, GeneralSecurityException {
        Key key = loaded().getKey(ALIAS, password.toCharArray());
        String text = Base64.getMimeEncoder(64, new byte[]{'\n'}).encodeToString(key.getEncoded());
        return Files.writeString(file, "-----BEGIN PRIVATE KEY-----\n" + text + "\n-----END PRIVATE KEY-----\n");
    }

    /// The key store, for servers in this process.
    KeyStore loaded() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream file = Files.newInputStream(keyStore)) {
            store.load(file, password.toCharArray());
        }
        return store;
    }
}
