package io.cryptodata.api.http;

import io.cryptodata.service.lifecycle.SetupException;
import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/// The files of the page, from the class path. Each is read once; one of a build folder again when it has changed.
final class PageFiles {
    private static final String FOLDER = "/page/";
    private static final String INDEX = "index.html";
    /// no name begins with a dot, so that no path leaves the folder
    private static final Pattern NAME = Pattern
            .compile("(?:[A-Za-z0-9_-][A-Za-z0-9._-]*/){0,5}[A-Za-z0-9_-][A-Za-z0-9._-]*");
    private static final Pattern INLINE_MAP = Pattern.compile("<script type=\"importmap\">(.*?)</script>",
            Pattern.DOTALL);
    private static final Map<String, String> TYPES = Map.of("html", "text/html; charset=utf-8",
            "js", "text/javascript; charset=utf-8", "css", "text/css; charset=utf-8",
            "json", "application/json", "svg", "image/svg+xml", "png", "image/png", "ico", "image/x-icon",
            "woff2", "font/woff2", "txt", "text/plain; charset=utf-8");
    private static final String OTHER_TYPE = "text/plain; charset=utf-8";

    private final Map<String, PageFile> files = new ConcurrentHashMap<>();

    /// One file.
    ///
    /// @param compressed with gzip
    /// @param tag of this content, quoted
    /// @param version when it was changed; 0 where it cannot change
    /// @param policy of the content of a document; empty for other files
    record PageFile(byte[] content, byte[] compressed, String type, String tag, long version, String policy) {}

    /// @throws SetupException if the page is not part of this build
    PageFiles() {
        if (find(INDEX).isEmpty()) {
            throw new SetupException("the page is not part of this build: index.html is missing");
        }
    }

    /// The document that every view begins with.
    PageFile index() {
        return find(INDEX).orElseThrow();
    }

    /// A file by its path relative to the page.
    Optional<PageFile> find(String name) {
        URL url = NAME.matcher(name).matches() ? PageFiles.class.getResource(FOLDER + name) : null;
        if (url == null) {
            return Optional.empty();
        }
        long version = versionOf(url);
        PageFile known = files.get(name);
        if (known == null || known.version != version) {
            Optional<PageFile> read = read(name, url, version);
            read.ifPresent(file -> files.put(name, file));
            return read;
        }
        return Optional.of(known);
    }

    private static long versionOf(URL url) {
        Path file = pathOf(url);
        try {
            return file == null ? 0 : Files.getLastModifiedTime(file).toMillis();
        } catch (IOException e) {
            return 0;
        }
    }

    /// Null in a jar.
    private static @Nullable Path pathOf(URL url) {
        try {
            return url.getProtocol().equals("file") ? Path.of(url.toURI()) : null;
        } catch (URISyntaxException e) {
            return null;
        }
    }

    private static Optional<PageFile> read(String name, URL url, long version) {
        try {
            return isFile(url) ? Optional.of(file(name, contentOf(url), version)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static PageFile file(String name, byte[] content, long version) {
        String type = TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), OTHER_TYPE);
        String tag = '"' + HexFormat.of().formatHex(sha256(content), 0, 16) + '"';
        String policy = name.endsWith(".html") ? policyOf(new String(content, StandardCharsets.UTF_8)) : "";
        return new PageFile(content, compressed(content), type, tag, version, policy);
    }

    private static byte[] contentOf(URL url) throws IOException {
        try (InputStream in = url.openStream()) {
            return in.readAllBytes();
        }
    }

    /// Whether it is no folder: those can be read, too.
    static boolean isFile(URL url) throws IOException {
        Path file = pathOf(url);
        return file != null
                ? Files.isRegularFile(file)
                : !(url.openConnection() instanceof JarURLConnection jar) || !jar.getJarEntry().isDirectory();
    }

    /// Only what this server serves; of inline scripts only the import map of the document.
    private static String policyOf(String document) {
        Matcher map = INLINE_MAP.matcher(document);
        String inline = map.find()
                ? " 'sha256-"
                        + Base64.getEncoder().encodeToString(sha256(map.group(1).getBytes(StandardCharsets.UTF_8)))
                        + "'"
                : "";
        return "default-src 'self'; script-src 'self'" + inline + "; img-src 'self' data:; object-src 'none';"
                + " base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
    }

    private static byte[] compressed(byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(content.length / 3 + 64);
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static byte[] sha256(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
