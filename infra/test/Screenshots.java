import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Takes pictures of web pages with headless Chromium: `java Screenshots.java FOLDER NAME=URL...`. The variable COOKIE, as
/// `NAME=VALUE`, is a cookie for every page: that of a login. A page whose text lacks what `NAME=URL#~WORDS` names fails.
public final class Screenshots implements WebSocket.Listener {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int WIDTH = 1600;
    private static final int HEIGHT = 1400;

    private final ConcurrentHashMap<Integer, CompletableFuture<String>> answers = new ConcurrentHashMap<>();
    private final StringBuilder received = new StringBuilder();
    private int requests;
    private WebSocket socket;

    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        Path profile = Files.createTempDirectory("screenshots");
        Process browser = new ProcessBuilder("chromium", "--headless=new", "--no-sandbox", "--disable-gpu",
                "--disable-dev-shm-usage", "--hide-scrollbars", "--remote-debugging-port=0", "--user-data-dir=" + profile,
                "about:blank").redirectErrorStream(true).redirectOutput(profile.resolve("log").toFile()).start();
        boolean complete = true;
        try (HttpClient http = HttpClient.newHttpClient()) {
            Screenshots page = new Screenshots();
            page.connect(http, port(profile));
            for (String argument : List.of(arguments).subList(1, arguments.length)) {
                complete &= page.take(folder, argument);
            }
            page.socket.abort();
        } finally {
            browser.destroy();
            browser.waitFor();
        }
        System.exit(complete ? 0 : 1);
    }

    private static String port(Path profile) throws IOException, InterruptedException {
        Path file = profile.resolve("DevToolsActivePort");
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!Files.exists(file) || Files.readAllLines(file).isEmpty()) {
            if (System.nanoTime() > end) {
                throw new IOException("the browser did not start: " + Files.readString(profile.resolve("log")));
            }
            Thread.sleep(100);
        }
        return Files.readAllLines(file).getFirst();
    }

    private void connect(HttpClient http, String port) throws Exception {
        String pages = http.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/json")).build(),
                BodyHandlers.ofString()).body();
        Matcher address = Pattern.compile("\"webSocketDebuggerUrl\": *\"(ws://[^\"]*/page/[^\"]*)\"").matcher(pages);
        if (!address.find()) {
            throw new IOException("the browser has no page: " + pages);
        }
        socket = http.newWebSocketBuilder().buildAsync(URI.create(address.group(1)), this).get();
        call("Emulation.setDeviceMetricsOverride",
                "\"width\":%d,\"height\":%d,\"deviceScaleFactor\":1,\"mobile\":false".formatted(WIDTH, HEIGHT));
        call("Page.enable", "");
    }

    private boolean take(Path folder, String argument) throws Exception {
        String name = argument.substring(0, argument.indexOf('='));
        String[] parts = argument.substring(name.length() + 1).split("#~", 2);
        String cookie = System.getenv("COOKIE");
        if (cookie != null && !cookie.isEmpty()) {
            call("Network.setCookie", "\"name\":\"%s\",\"value\":\"%s\",\"url\":\"%s\"".formatted(
                    cookie.substring(0, cookie.indexOf('=')), cookie.substring(cookie.indexOf('=') + 1), parts[0]));
        }
        call("Page.navigate", "\"url\":\"" + parts[0] + "\"");
        boolean shown = isShown(parts.length > 1 ? parts[1] : "");
        String picture = call("Page.captureScreenshot", "\"format\":\"png\"");
        String data = picture.replaceFirst("(?s).*\"data\":\"([^\"]*)\".*", "$1");
        Path file = folder.resolve(name + ".png");
        Files.write(file, Base64.getDecoder().decode(data));
        System.out.println((shown ? "" : "WITHOUT '" + parts[1] + "': ") + file + " " + Files.size(file) + " bytes");
        return shown;
    }

    /// Waits until the page has the words, and then until its text stays the same.
    private boolean isShown(String words) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        String before = "";
        int same = 0;
        while (System.nanoTime() < end) {
            Thread.sleep(1000);
            String text = call("Runtime.evaluate",
                    "\"returnByValue\":true,\"expression\":\"document.readyState + ' ' + document.body.innerText\"");
            String content = text.replaceFirst("\"id\":[0-9]+", "");
            same = content.equals(before) && content.contains("complete ") && content.contains(words) ? same + 1 : 0;
            before = content;
            if (same >= 2) {
                return true;
            }
        }
        return before.contains(words);
    }

    private String call(String method, String parameters) throws Exception {
        int id = ++requests;
        CompletableFuture<String> answer = new CompletableFuture<>();
        answers.put(id, answer);
        socket.sendText("{\"id\":%d,\"method\":\"%s\",\"params\":{%s}}".formatted(id, method, parameters), true).get();
        String text = answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        if (text.contains("\"error\":{")) {
            throw new IOException(method + ": " + text);
        }
        return text;
    }

    @Override
    public CompletionStage<?> onText(WebSocket source, CharSequence data, boolean last) {
        received.append(data);
        if (last) {
            String text = received.toString();
            received.setLength(0);
            Matcher id = Pattern.compile("^\\{\"id\":([0-9]+)").matcher(text);
            if (id.find()) {
                answers.remove(Integer.parseInt(id.group(1))).complete(text);
            }
        }
        source.request(1);
        return null;
    }
}
