package io.cryptodata.producers.venue;

import com.fasterxml.jackson.databind.JsonNode;
import io.cryptodata.producers.http.JsonBody;
import io.cryptodata.producers.http.UnreadableBody;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

/// Recorded bodies of venues, and CCXT's fixtures, in a folder beside the repository. A test that needs one is skipped where
/// it is missing.
public final class Recorded {
    private static final Path DATA = Path.of(System.getProperty("repository.root", "."), "..", "shared", "data");

    private Recorded() {}

    /// @param path below `data`, for example `recorded/errors/bitget.ccxt-L1131.json`
    public static String text(String path) {
        Path file = DATA.resolve(path);
        assumeTrue(Files.exists(file), "skipped: " + file + " is missing");
        try (InputStream bytes = Files.newInputStream(file);
                InputStream plain = path.endsWith(".gz") ? new GZIPInputStream(bytes) : bytes) {
            return new String(plain.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /// The body of a sample whose first lines name the method, the path and other things about the request.
    public static String sample(String path) {
        String whole = text(path);
        int object = whole.indexOf("\n{");
        int array = whole.indexOf("\n[");
        return whole.substring(object < 0 || array >= 0 && array < object ? array : object);
    }

    /// CCXT's markets of a venue: the listing's row under `info`, unified names beside it.
    public static JsonNode ccxtMarkets(String exchange) throws UnreadableBody {
        return JsonBody.tree(text("ccxt/markets/" + exchange + ".json"));
    }
}
