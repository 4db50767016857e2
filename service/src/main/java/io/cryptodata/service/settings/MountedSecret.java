package io.cryptodata.service.settings;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/// A secret in a file, as Docker and Kubernetes mount it.
final class MountedSecret {
    private static final int MOST_BYTES = 1 << 16;

    private MountedSecret() {}

    /// The text of the file without the line break at its end.
    ///
    /// @throws RefusedValueException with the reason why it cannot be read
    static String read(String path) {
        String text;
        try {
            text = textOf(Path.of(path));
        } catch (IOException e) {
            throw new RefusedValueException(
                    Files.isDirectory(Path.of(path)) ? "it is a folder" : ConfigFile.reason(e));
        } catch (InvalidPathException e) {
            throw new RefusedValueException("it is no path");
        }
        String secret = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
        if (secret.endsWith("\r")) {
            secret = secret.substring(0, secret.length() - 1);
        }
        if (secret.isEmpty()) {
            throw new RefusedValueException("it is empty");
        }
        return secret;
    }

    private static String textOf(Path path) throws IOException {
        try (InputStream file = Files.newInputStream(path)) {
            byte[] bytes = file.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new RefusedValueException("it is larger than " + MOST_BYTES + " bytes");
            }
            return decoded(bytes);
        }
    }

    private static String decoded(byte[] bytes) throws CharacterCodingException {
        return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    }
}
