package io.footfall;

import static io.footfall.testing.Patience.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.footfall.sandbox.FreePorts;
import io.footfall.testing.HttpClients;
import io.footfall.testing.Requirement;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;

/** InfluxDB 2 on a free port of this machine, with an organization and a bucket, both named {@code footfall}. */
final class InfluxDbProcess implements AutoCloseable {
    private static final String TOKEN = "token-of-the-tests";

    private final HttpClient http = HttpClients.http1();
    private final URI address;
    private final Process process;

    InfluxDbProcess(Path directory) throws IOException, InterruptedException {
        var program = Requirement.INFLUXDB.require();
        address = URI.create("http://127.0.0.1:" + FreePorts.take(1).get(0));
        var output = directory.resolve("influxd.log");
        process = new ProcessBuilder(
                        program.toString(),
                        "--http-bind-address=" + address.getAuthority(),
                        "--bolt-path=" + directory.resolve("influxd.bolt"),
                        "--sqlite-path=" + directory.resolve("influxd.sqlite"),
                        "--engine-path=" + directory.resolve("engine"),
                        "--reporting-disabled")
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        await().atMost(PATIENCE)
                .ignoreException(ConnectException.class)
                .failFast("it has ended, see " + output, () -> !process.isAlive())
                .until(() -> send(request("/health").build()).statusCode() == 200);
        assertThat(post("/api/v2/setup", "application/json", """
                {"org": "footfall", "bucket": "footfall", "username": "footfall", "password": "secret-of-the-tests",
                 "token": "%s"}""".formatted(TOKEN))
                        .statusCode())
                .isEqualTo(201);
    }

    /** Stores points in line protocol, with times in nanoseconds. */
    void write(String lines) throws IOException, InterruptedException {
        assertThat(post("/api/v2/write?org=footfall&bucket=footfall&precision=ns", "text/plain", lines)
                        .statusCode())
                .isEqualTo(204);
    }

    /** The result of a Flux query as CSV without annotations. */
    String query(String flux) throws IOException, InterruptedException {
        var response = post("/api/v2/query?org=footfall", "application/vnd.flux", flux);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return response.body();
    }

    private HttpResponse<String> post(String path, String type, String body) throws IOException, InterruptedException {
        return send(request(path)
                .header("Content-Type", type)
                .header("Authorization", "Token " + TOKEN)
                .POST(BodyPublishers.ofString(body))
                .build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(address.resolve(path)).timeout(PATIENCE);
    }

    private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return http.send(request, BodyHandlers.ofString());
    }

    @Override
    public void close() {
        try {
            process.destroyForcibly().waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
