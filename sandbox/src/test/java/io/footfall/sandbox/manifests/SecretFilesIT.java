package io.footfall.sandbox.manifests;

import static io.footfall.testing.Patience.PATIENCE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.footfall.sandbox.FreePorts;
import io.footfall.sandbox.system.ServiceProgram;
import io.footfall.testing.HttpClients;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A service reads its secrets from a directory with the layout of a kubelet, or from one file. */
class SecretFilesIT {
    private static final String HASH = "$2y$04$chXwBSJKQN7LCJ6obb1IruHdQxtjFd3RGYNPIu1TURqHJYrVRnpBm";

    @TempDir
    private Path directory;

    private Process process;
    private URI page;

    /** Starts a service with a user in a file. */
    private void start(String service, String user, String hash) throws IOException {
        var secrets = Files.createDirectories(directory.resolve("secrets"));
        var version = Files.createDirectories(secrets.resolve("..2026_01_01_00_00_00.1"));
        var file = "footfall.users." + user;
        Files.writeString(version.resolve(file), hash);
        Files.createSymbolicLink(secrets.resolve("..data"), version.getFileName());
        Files.createSymbolicLink(secrets.resolve(file), Path.of("..data", file));
        start(service, "SMALLRYE_CONFIG_SOURCE_FILE_LOCATIONS", secrets);
    }

    private void start(String service, String locations, Path secrets) throws IOException {
        var ports = FreePorts.take(3);
        var builder = new ProcessBuilder(ServiceProgram.command(service, "-Xmx128m"));
        builder.environment().put(locations, secrets.toString());
        builder.environment().put("QUARKUS_HTTP_HOST", "127.0.0.1");
        builder.environment().put("QUARKUS_HTTP_PORT", ports.get(0).toString());
        builder.environment().put("QUARKUS_MANAGEMENT_HOST", "127.0.0.1");
        builder.environment().put("QUARKUS_MANAGEMENT_PORT", ports.get(2).toString());
        builder.environment().put("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:" + ports.get(1));
        process =
                builder.redirectErrorStream(true).redirectOutput(log().toFile()).start();
        page = URI.create("http://127.0.0.1:" + ports.get(0) + "/api/traffic");
    }

    private Path log() {
        return directory.resolve("service.log");
    }

    @AfterEach
    void end() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Test
    void onlyTheUserInTheFileCanLogIn() throws IOException, InterruptedException {
        start("dashboard", "editor", HASH);

        onlyTheRightPasswordIsAccepted();
    }

    /** As in Docker Compose, and with systemd: a file of the generator under another name. */
    @Test
    void onlyTheUserInThePropertiesFileCanLogIn() throws IOException, InterruptedException {
        var file = Files.writeString(directory.resolve("secrets.properties"), "footfall.users.editor=" + HASH + "\n");
        start("dashboard", "SMALLRYE_CONFIG_LOCATIONS", file);

        onlyTheRightPasswordIsAccepted();
    }

    private void onlyTheRightPasswordIsAccepted() throws IOException, InterruptedException {
        await().atMost(PATIENCE).ignoreException(ConnectException.class).until(() -> status("nobody") == 401);

        assertThat(status("editor:right password")).isEqualTo(200);
        assertThat(status("editor:wrong password")).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dashboard", "alerts"})
    void aPasswordInPlainTextStopsTheServiceWithTheNameOfTheSetting(String service) throws Exception {
        start(service, "ann", "a secret in plain text");

        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isNotZero();
        assertThat(Files.readString(log()))
                .contains("footfall.users.ann is not a bcrypt hash")
                .doesNotContain("a secret in plain text");
    }

    private int status(String user) throws IOException, InterruptedException {
        assertThat(process.isAlive()).isTrue();
        var request = HttpRequest.newBuilder(page)
                .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(user.getBytes(UTF_8)))
                .build();
        return HttpClients.http1().send(request, BodyHandlers.discarding()).statusCode();
    }
}
