package io.footfall.sandbox.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.sandbox.RunningSandbox;
import java.nio.file.Path;
import java.util.List;

/** Command that runs a service in tests: its jar, or its native binary. */
public final class ServiceProgram {
    private ServiceProgram() {}

    /**
     * The command for one service.
     *
     * @param heap such as {@code -Xmx64m}
     */
    public static List<String> command(String service, String heap) {
        return RunningSandbox.nativeFlag().isEmpty()
                ? List.of(
                        java(),
                        heap,
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-jar",
                        "../" + service + "/target/quarkus-app/quarkus-run.jar")
                : List.of(binary(service), heap);
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static String binary(String service) {
        var files = Path.of("..", service, "target").toFile().listFiles((directory, name) -> name.endsWith("-runner"));
        assertThat(files).as("native binaries of " + service).hasSize(1);
        return files[0].getPath();
    }
}
