package io.footfall.sandbox.system;

import static io.footfall.testing.Patience.PATIENCE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.events.Json;
import io.footfall.sandbox.FreePorts;
import io.footfall.testing.HttpClients;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;

/**
 * An identity provider with the realm in {@code keycloak/footfall.json}. Its users are vera, who may look, otto, who may
 * act, and nina, who may do neither. Their tokens are valid for eight seconds.
 */
final class KeycloakServer implements AutoCloseable {
    static final String CLIENT = "footfall";
    static final String SECRET = "the client's secret";
    private static final String ADMIN = "admin";
    private static final Path PROGRAM = Path.of("target", "keycloak");
    private static final Path REALM = Path.of("src", "test", "resources", "keycloak", "footfall.json");
    private static final HttpClient HTTP = HttpClients.http1();

    private final Process process;
    private final URI realm;

    private KeycloakServer(Process process, URI realm) {
        this.process = process;
        this.realm = realm;
    }

    static KeycloakServer start(Path log) throws IOException {
        var home = home();
        Files.createDirectories(home.resolve(Path.of("data", "import")));
        Files.copy(
                REALM, home.resolve(Path.of("data", "import", "footfall.json")), StandardCopyOption.REPLACE_EXISTING);
        var ports = FreePorts.take(2);
        var builder = new ProcessBuilder(
                "sh",
                home.resolve(Path.of("bin", "kc.sh")).toString(),
                "start-dev",
                "--import-realm",
                "--db=dev-mem",
                "--http-host=127.0.0.1",
                "--http-port=" + ports.get(0),
                "--cache=local",
                "--health-enabled=false");
        builder.environment().put("KC_BOOTSTRAP_ADMIN_USERNAME", ADMIN);
        builder.environment().put("KC_BOOTSTRAP_ADMIN_PASSWORD", ADMIN);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("JAVA_OPTS_KC_HEAP", "-Xms64m -Xmx384m");
        builder.environment().put("JAVA_OPTS_APPEND", "-XX:TieredStopAtLevel=1");
        var server = new KeycloakServer(
                builder.redirectErrorStream(true).redirectOutput(log.toFile()).start(),
                URI.create("http://127.0.0.1:" + ports.get(0) + "/realms/footfall"));
        try {
            server.awaitStart(log);
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
        return server;
    }

    private static Path home() throws IOException {
        try (var directories = Files.newDirectoryStream(PROGRAM, "keycloak-*")) {
            return directories.iterator().next().toAbsolutePath();
        }
    }

    private void awaitStart(Path log) {
        Awaitility.await()
                .atMost(PATIENCE)
                .ignoreException(ConnectException.class)
                .failFast(() -> assertThat(process.isAlive()).as("see " + log).isTrue())
                .until(() -> HTTP.send(HttpRequest.newBuilder(realm).build(), HttpResponse.BodyHandlers.discarding())
                                .statusCode()
                        == 200);
    }

    /** Address of the realm, which is the issuer of its tokens. */
    URI realm() {
        return realm;
    }

    /** A bearer token for a user. */
    String token(String user) throws IOException, InterruptedException {
        return token(user, CLIENT, SECRET);
    }

    String token(String user, String client, String secret) throws IOException, InterruptedException {
        return token(
                realm,
                Map.of(
                        "grant_type",
                        "password",
                        "scope",
                        "openid",
                        "client_id",
                        client,
                        "client_secret",
                        secret,
                        "username",
                        user,
                        "password",
                        user + "'s password"));
    }

    /** Ends all sessions of the realm. */
    void logOutEverybody() throws IOException, InterruptedException {
        var admin = token(
                realm.resolve("/realms/master"),
                Map.of("grant_type", "password", "client_id", "admin-cli", "username", ADMIN, "password", ADMIN));
        var response = HTTP.send(
                HttpRequest.newBuilder(realm.resolve("/admin/realms/footfall/logout-all"))
                        .header("Authorization", "Bearer " + admin)
                        .POST(HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isLessThan(300);
    }

    private static String token(URI realm, Map<String, String> fields) throws IOException, InterruptedException {
        var form = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
        var response = HTTP.send(
                HttpRequest.newBuilder(URI.create(realm + "/protocol/openid-connect/token"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return Json.MAPPER.readTree(response.body()).get("access_token").asText();
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
