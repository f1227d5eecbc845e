package io.footfall.sandbox.store;

import static io.footfall.testing.Patience.PATIENCE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.sandbox.FreePorts;
import io.footfall.sandbox.children.JavaCommand;
import io.footfall.testing.HttpClients;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalStoreIT {
    private static final String FIELDS =
            "visitor_platform=\"mobile\",visitor_os=\"ios\",article=\"https://news.example/a\",article_title=\"é\","
                    + "visitor_page_timer=0i,visitor_page_height=5i ";

    @TempDir
    private Path directory;

    private final HttpClient http = HttpClients.http1();
    private URI address;
    private URI console;
    private Process store;

    @BeforeEach
    void startStore() throws Exception {
        var ports = FreePorts.take(2);
        address = URI.create("http://127.0.0.1:" + ports.get(0));
        console = URI.create("http://127.0.0.1:" + ports.get(1));
        var command = JavaCommand.ofMain(
                LocalStore.class,
                256,
                directory.resolve("store").toString(),
                ports.get(0).toString(),
                ports.get(1).toString());
        store = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("store.log").toFile())
                .start();
        Awaitility.await()
                .atMost(PATIENCE)
                .ignoreException(ConnectException.class)
                .until(() -> get(console).statusCode() == 307);
        StoreTables.createMissing(address);
    }

    @AfterEach
    void stopStore() throws InterruptedException {
        store.destroyForcibly().waitFor();
    }

    @Test
    void aPointWrittenTwiceIsStoredOnceAndItsNeighbourIsKept() throws Exception {
        var point = "clicks,visitor_browser=safari,visitor_country=BE " + FIELDS + "1515819844345001000\n";
        var neighbour = "clicks,visitor_browser=safari,visitor_country=BE " + FIELDS + "1515819844345002000\n";

        assertThat(write(point + neighbour)).isEqualTo(204);
        assertThat(write(point)).isEqualTo(204);

        Awaitility.await().atMost(PATIENCE).until(() -> query(
                        "SELECT writerTxn = sequencerTxn AND writerTxn >= 2 FROM wal_tables() WHERE name = 'clicks'")
                .contains("[[true]]"));
        assertThat(query("SELECT count() FROM clicks")).contains("[[2]]");
        assertThat(query("SELECT DISTINCT article_title FROM clicks")).contains("[[\"é\"]]");
    }

    @Test
    void aPointOfTheWrongTypeIsRejected() throws Exception {
        var point =
                "clicks,visitor_browser=safari,visitor_country=BE visitor_page_timer=\"soon\" 1515819844345001000\n";

        var response = send(point);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("\"code\":\"invalid\""); // as InfluxDB; the processor relies on it
    }

    @Test
    void whatIsWrittenIsNotLogged() throws Exception {
        var lines = Files.readAllLines(directory.resolve("store.log")).size();
        for (var number = 0; number < 50; number++) {
            assertThat(write("clicks,visitor_browser=safari,visitor_country=BE " + FIELDS + "15158198443450"
                            + (10 + number) + "000\n"))
                    .isEqualTo(204);
        }
        Awaitility.await().atMost(PATIENCE).until(() -> query("SELECT count() FROM clicks")
                .contains("[[50]]"));

        assertThat(Files.readAllLines(directory.resolve("store.log"))).hasSizeLessThan(lines + 10);
    }

    private int write(String lines) throws IOException, InterruptedException {
        return send(lines).statusCode();
    }

    private HttpResponse<String> send(String lines) throws IOException, InterruptedException {
        var zipped = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(zipped)) {
            gzip.write(lines.getBytes(UTF_8));
        }
        var request = HttpRequest.newBuilder(address.resolve("/api/v2/write?org=footfall&bucket=footfall&precision=ns"))
                .version(HttpClient.Version.HTTP_1_1)
                .header("Content-Encoding", "gzip")
                .header("Authorization", "Token sandbox")
                .POST(HttpRequest.BodyPublishers.ofByteArray(zipped.toByteArray()))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private String query(String sql) throws IOException, InterruptedException {
        return get(address.resolve("/exec?query=" + URLEncoder.encode(sql, UTF_8)))
                .body();
    }

    private HttpResponse<String> get(URI uri) throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(uri).version(HttpClient.Version.HTTP_1_1).build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
