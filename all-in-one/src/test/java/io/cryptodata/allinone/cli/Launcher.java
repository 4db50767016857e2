package io.cryptodata.allinone.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A fake checkout with a copy of the script `cda`, fake JDKs and a fake Maven, to run the script without building.
final class Launcher {
    private static final List<String> TOOLS = List.of("cat", "cp", "cut", "date", "dirname", "find", "grep",
            "head", "ln", "ls", "mkdir", "mv", "readlink", "rm", "sed", "sleep", "sort", "stty", "tail", "touch");
    private final Path folder;
    private final Map<String, String> environment = new HashMap<>();

    /// @param folder an empty folder
    Launcher(Path folder) throws IOException {
        this.folder = folder;
        Files.createDirectories(checkout().resolve("domain/src/main"));
        Files.createDirectories(checkout().resolve("all-in-one/target"));
        Files.createDirectories(tools());
        Files.createDirectories(jdks());
        Files.writeString(checkout().resolve("pom.xml"), "<project/>");
        Files.copy(repository().resolve("cda"), script());
        Path overview = Files.createDirectories(checkout().resolve("all-in-one/src/main/cli")).resolve("overview.txt");
        Files.copy(repository().resolve("all-in-one/src/main/cli/overview.txt"), overview);
        executable(script(), Files.readString(script()));
        addTools(TOOLS);
        environment.put("PATH", tools().toString());
        environment.put("HOME", folder.toString());
        environment.put("CDA_JDK_PLACES", jdks().toString());
    }

    /// Makes these programs of the machine available to the script.
    private void addTools(List<String> names) throws IOException {
        for (String tool : names) {
            executable(tools().resolve(tool), "#!/bin/sh\nexec " + toolOnThisMachine(tool) + " \"$@\"\n");
        }
    }

    /// From now on the script has the programs that it needs to keep a cache of classes.
    void canKeepCaches() throws IOException {
        addTools(List.of("cksum", "rmdir"));
    }

    /// From now on the fake `java` that records a cache fails.
    void failToRecord() throws IOException {
        Files.createFile(folder.resolve("fails"));
    }

    /// The arguments of each run of the fake `java` that recorded a cache or should have.
    List<String> recordings() throws IOException {
        Path recordings = folder.resolve("recordings");
        return Files.exists(recordings) ? Files.readAllLines(recordings) : List.of();
    }

    /// The folder of the last build's caches.
    Path caches() throws IOException {
        Path built = checkout().resolve("all-in-one/target/cda");
        return built.resolve(Files.readString(built.resolve("current")).strip()).resolve("cache");
    }

    private static Path repository() {
        return Path.of(System.getProperty("repository.root", ".."));
    }

    private static Path toolOnThisMachine(String tool) {
        Path inBin = Path.of("/bin", tool);
        return Files.exists(inBin) ? inBin : Path.of("/usr/bin", tool);
    }

    /// The fake checkout; its path has a space.
    Path checkout() {
        return folder.resolve("my checkout");
    }

    Path script() {
        return checkout().resolve("cda");
    }

    Path tools() {
        return folder.resolve("tools");
    }

    Path jdks() {
        return folder.resolve("jdks");
    }

    void set(String variable, String value) {
        environment.put(variable, value);
    }

    /// A JDK of this version, whose `java` prints its process id, its working directory and its arguments, and writes the
    /// cache that it is told to record.
    Path jdk(String name, String version) throws IOException {
        Path jdk = jdks().resolve(name);
        Files.createDirectories(jdk.resolve("bin"));
        Files.writeString(jdk.resolve("release"), "IMPLEMENTOR=\"Nobody\"\nJAVA_VERSION=\"" + version + "\"\n");
        executable(jdk.resolve("bin/java"), """
                #!/bin/sh
                echo "java %1$s"
                echo "pid $$"
                echo "locale $LC_ALL ${LANGUAGE:-}"
                echo "in $PWD"
                for argument in "$@"; do
                    echo "[$argument]"
                    case $argument in -XX:AOTCacheOutput=*) output=${argument#*=} ;; esac
                done
                [ -z "${output:-}" ] && exit
                echo "$*" >> "%2$s/recordings"
                [ ! -e "%2$s/fails" ] && echo cache > "$output"
                """.formatted(version, folder));
        executable(jdk.resolve("bin/javac"), "#!/bin/sh\n");
        return jdk;
    }

    /// A Maven of this version that builds by touching files, and counts its builds in `builds`.
    void maven(String version, int exitStatus) throws IOException {
        executable(tools().resolve("mvn"),
                """
                        #!/bin/sh
                        if [ "$1" = --version ]; then echo "Apache Maven %s (fake)"; exit; fi
                        echo build >> ../builds
                        echo "[ERROR] something does not compile"
                        mkdir -p all-in-one/target/cda/modules
                        touch all-in-one/target/cda/modules/domain.jar all-in-one/target/cda/modules/service.jar all-in-one/target/all-in-one-1.jar
                        mkdir -p ../maven
                        for library in common of-producers of-streams-indicators of-sinks of-api; do
                            echo "$library" > "../maven/$library.jar"
                        done
                        printf '%%s' "$PWD/../maven/common.jar" > all-in-one/target/cda/libraries.txt
                        for module in producers streams-indicators sinks api; do
                            mkdir -p $module/target/cda
                            touch all-in-one/target/cda/modules/$module-1.jar
                            printf 'modules/domain.jar:modules/service.jar' > $module/target/cda/modules.txt
                            printf '%%s' "$PWD/../maven/of-$module.jar" > $module/target/cda/libraries.txt
                        done
                        exit %d
                        """
                        .formatted(version, exitStatus));
    }

    /// The folder of Maven's libraries.
    Path libraries() {
        return folder.resolve("maven");
    }

    /// The libraries that the build keeps in the checkout.
    Path ownLibraries() {
        return checkout().resolve("all-in-one/target/cda/libraries");
    }

    long builds() throws IOException {
        Path count = folder.resolve("builds");
        return Files.exists(count) ? Files.readAllLines(count).size() : 0;
    }

    private static void executable(Path file, String text) throws IOException {
        Files.writeString(file, text);
        if (!file.toFile().setExecutable(true)) {
            throw new IOException("cannot make executable: " + file);
        }
    }

    /// Runs the script at `script` from the folder `from`.
    Result run(Path script, Path from, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(script.toString()));
        command.addAll(List.of(arguments));
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        ProcessBuilder builder = new ProcessBuilder(command).directory(from.toFile()).redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.start();
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IOException("the script did not exit within two minutes");
        }
        return new Result(process.exitValue(), process.pid(), Files.readString(out), Files.readString(err));
    }

    Result run(String... arguments) throws IOException, InterruptedException {
        return run(script(), folder, arguments);
    }

    /// The result of a run.
    record Result(int status, long pid, String out, String err) {}
}
