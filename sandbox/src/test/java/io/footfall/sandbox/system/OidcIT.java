package io.footfall.sandbox.system;

import static io.footfall.testing.Patience.PATIENCE;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.footfall.sandbox.RunningSandbox;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** People and programs log in to dashboard and alerts at a real identity provider, and nobody gets in without. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OidcIT {
    /** Hash of the password "pw". */
    private static final String HASH = "$2y$04$chXwBSJKQN7LCJ6obb1IruHdQxtjFd3RGYNPIu1TURqHJYrVRnpBm";

    private static final Map<String, String> DATA = Map.of("dashboard", "/api/traffic", "alerts", "/alerts");
    private static final Pattern STATUS = Pattern.compile("^HTTP/1\\.[01] (\\d{3})");
    private static final Pattern LOCATION = Pattern.compile("(?im)^location: (\\S+)");

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private KeycloakServer keycloak;
    private RunningSandbox sandbox;

    @BeforeAll
    void start(@TempDir Path directory) throws IOException {
        keycloak = KeycloakServer.start(directory.resolve("keycloak.log"));
        sandbox = RunningSandbox.ready(
                directory.resolve("data"),
                Map.of(
                        "FOOTFALL_ACCESS",
                        "authenticated",
                        "FOOTFALL_USERS_ANN_LEE",
                        HASH,
                        "QUARKUS_OIDC_TENANT_ENABLED",
                        "true",
                        "QUARKUS_OIDC_AUTH_SERVER_URL",
                        keycloak.realm().toString(),
                        "QUARKUS_OIDC_CLIENT_ID",
                        KeycloakServer.CLIENT,
                        "QUARKUS_OIDC_CREDENTIALS_SECRET",
                        KeycloakServer.SECRET,
                        "QUARKUS_OIDC_ROLES_SOURCE",
                        "accesstoken",
                        "QUARKUS_OIDC_TOKEN_AUDIENCE",
                        KeycloakServer.CLIENT,
                        "QUARKUS_OIDC_LOGOUT_PATH",
                        "/oidc/logout",
                        "QUARKUS_OIDC_AUTHENTICATION_FORCE_REDIRECT_HTTPS_SCHEME",
                        "false"),
                "--traffic=none",
                "--without=ingest,processor");
    }

    @AfterAll
    void end() {
        if (sandbox != null) {
            sandbox.close();
        }
        if (keycloak != null) {
            keycloak.close();
        }
    }

    @ParameterizedTest
    @CsvSource({"dashboard, /, Visitors now", "dashboard, /api/traffic, visitors_now", "alerts, /alerts, firing"})
    void aPersonWhoOpensAPageIsSentToTheProviderAndBack(String service, String path, String words) throws Exception {
        var browser = new LoginBrowser();

        var page = browser.logIn(address(service, path), "vera");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.uri()).isEqualTo(address(service, path));
        assertThat(page.body()).contains(words);
        assertThat(browser.visited().get(1).getQuery())
                .contains("code_challenge_method=S256", "state=", "nonce=", "/oidc/callback");
        assertThat(browser.setCookies())
                .filteredOn(cookie -> cookie.startsWith("q_session"))
                .isNotEmpty()
                .allSatisfy(cookie ->
                        assertThat(cookie).containsIgnoringCase("; HttpOnly").contains("; Secure", "; SameSite=Lax"));
    }

    @ParameterizedTest
    @CsvSource({"dashboard, /stream, text/event-stream", "dashboard, /api/traffic, */*", "alerts, /alerts, */*"})
    void scriptsAndProgramsGet401AndNotARedirect(String service, String path, String accept) throws Exception {
        var response = new LoginBrowser().get(address(service, path), accept);

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
    }

    @Test
    void aViewerMayLookAndAnOperatorMayActAndOthersMayNeither() throws Exception {
        var viewer = new LoginBrowser();
        viewer.logIn(address("alerts", "/alerts"), "vera");
        var operator = new LoginBrowser();
        operator.logIn(address("alerts", "/alerts"), "otto");

        assertThat(viewer.post(address("alerts", "/silences"), silence()).statusCode())
                .isEqualTo(403);
        var silence = operator.post(address("alerts", "/silences"), silence());
        assertThat(silence.statusCode()).isEqualTo(200);
        assertThat(silence.body()).contains("\"by\":\"otto\"");
        assertThat(new LoginBrowser().logIn(address("dashboard", "/"), "nina").statusCode())
                .isEqualTo(403);
    }

    @Test
    void programsSendBearerTokens() throws Exception {
        assertThat(bearer("dashboard", keycloak.token("vera"))).isEqualTo(200);
        assertThat(bearer("alerts", keycloak.token("vera"))).isEqualTo(200);
        assertThat(bearer("alerts", keycloak.token("nina"))).isEqualTo(403);
        assertThat(bearer("alerts", keycloak.token("vera", "other", "another secret")))
                .as("of another client")
                .isEqualTo(401);
        var token = keycloak.token("vera");
        assertThat(bearer("alerts", token.substring(0, token.length() - 8) + "AAAAAAAA"))
                .as("with a forged signature")
                .isEqualTo(401);
        await().atMost(PATIENCE).until(() -> bearer("alerts", token) == 401);
    }

    @ParameterizedTest
    @CsvSource({"dashboard, /api/traffic", "alerts, /alerts"})
    void basicUsersLogInBesideThem(String service, String path) throws Exception {
        assertThat(basic(service, path, "ann_lee:right password")).isEqualTo(200);
        assertThat(basic(service, path, "ann_lee:wrong password")).isEqualTo(401);
    }

    @Test
    void aSessionIsRefreshedAndAStreamEndsWithItsLogin() throws Exception {
        var browser = new LoginBrowser();
        browser.logIn(address("dashboard", "/"), "vera");

        // A stream is open for as long as the token is valid: then the response is complete.
        assertThat(browser.get(address("dashboard", "/stream"), "text/event-stream")
                        .body())
                .contains("event: snapshot");
        assertThat(browser.get(address("dashboard", "/api/traffic"), "*/*").statusCode())
                .as("with a refreshed token")
                .isEqualTo(200);

        keycloak.logOutEverybody();
        await().atMost(PATIENCE)
                .until(() ->
                        browser.get(address("dashboard", "/api/traffic"), "*/*").statusCode() == 401);
        assertThat(browser.get(address("dashboard", "/stream"), "text/event-stream")
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void aPersonLogsOutHereAndAtTheProviderAndABasicUserHasNoLinkForIt() throws Exception {
        var browser = new LoginBrowser();
        assertThat(browser.logIn(address("dashboard", "/"), "vera").body()).contains("href=\"./oidc/logout\"");

        assertThat(browser.open(address("dashboard", "/oidc/logout")).uri().toString())
                .startsWith(keycloak.realm() + "/protocol/openid-connect/logout");

        assertThat(browser.get(address("dashboard", "/api/traffic"), "*/*").statusCode())
                .isEqualTo(401);
        assertThat(browser.logIn(address("dashboard", "/"), "vera").statusCode())
                .as("after the form of the provider")
                .isEqualTo(200);
        var basic = HttpRequest.newBuilder(address("dashboard", "/"))
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString("ann_lee:right password".getBytes(UTF_8)));
        assertThat(http.send(basic.build(), HttpResponse.BodyHandlers.ofString())
                        .body())
                .contains("Visitors now")
                .doesNotContain("logout");
    }

    @Test
    void aPageWhoseSessionEndsOffersToLogInAgain() throws Exception {
        try (var chromium = Chromium.start()) {
            var page = chromium.page();
            page.setDefaultTimeout(60_000);
            page.navigate(sandbox.address("dashboard").toString());
            page.fill("#username", "vera");
            page.fill("#password", "vera's password");
            page.click("[type=submit]");
            page.waitForFunction("() => document.getElementById('serving_version') !== null");
            assertThat(page.locator("#log_in").isVisible()).isFalse();

            keycloak.logOutEverybody();
            page.waitForFunction("() => document.body.className === 'logged-out'");
            page.locator("#log_in").click();
            page.waitForSelector("#username");
        }
    }

    static Stream<Arguments> waysIn() {
        return Stream.of("dashboard", "alerts")
                .flatMap(service -> WaysIn.all(DATA.get(service)).stream().map(way -> Arguments.of(service, way)));
    }

    @ParameterizedTest
    @MethodSource("waysIn")
    void noWayInWithoutALoginWorks(String service, WaysIn way) throws IOException {
        var response = raw(
                service, way.request(DATA.get(service), sandbox.port(service), sandbox.port(service + "-management")));

        var status = STATUS.matcher(response);
        if (!status.find()) {
            assertThat(response).as("frames of HTTP/2").contains("First received frame was not SETTINGS");
        } else if (status.group(1).equals("302")) {
            var location = LOCATION.matcher(response);
            assertThat(location.find()).as(response).isTrue();
            assertThat(location.group(1)).startsWith(keycloak.realm() + "/protocol/openid-connect/auth?");
        } else {
            assertThat(status.group(1)).as(response).isIn("400", "401");
        }
        assertThat(response).doesNotContain("visitors_now", "\"firing\"", "jvm_memory", "\"checks\"", "openapi:");
    }

    @ParameterizedTest
    @CsvSource({"dashboard, /api/traffic", "alerts, /alerts"})
    void http2IsNoWayInEither(String service, String path) throws Exception {
        var http2 = HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();

        var response = http2.send(
                HttpRequest.newBuilder(address(service, path)).build(), HttpResponse.BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({"dashboard, /health/live", "dashboard, /metrics", "alerts, /health/live", "alerts, /metrics"})
    void healthAndMetricsAreOnTheManagementInterfaceAlone(String service, String path) throws Exception {
        var management = URI.create(sandbox.address(service + "-management") + "/q" + path);
        assertThat(http.send(HttpRequest.newBuilder(management).build(), HttpResponse.BodyHandlers.discarding())
                        .statusCode())
                .isEqualTo(200);

        assertThat(basic(service, "/q" + path, "ann_lee:right password")).isEqualTo(404);
        var data = URI.create(sandbox.address(service + "-management") + DATA.get(service));
        assertThat(http.send(HttpRequest.newBuilder(data).build(), HttpResponse.BodyHandlers.discarding())
                        .statusCode())
                .isEqualTo(404);
    }

    private URI address(String service, String path) {
        return sandbox.address(service).resolve(path);
    }

    private static String silence() {
        return "{\"rule\":\"flood\",\"until\":\"%s\"}"
                .formatted(Instant.ofEpochSecond(Instant.now().getEpochSecond() + 60));
    }

    private int bearer(String service, String token) throws IOException, InterruptedException {
        return status(address(service, DATA.get(service)), "Bearer " + token);
    }

    private int basic(String service, String path, String user) throws IOException, InterruptedException {
        return status(address(service, path), "Basic " + Base64.getEncoder().encodeToString(user.getBytes(UTF_8)));
    }

    private int status(URI address, String authorization) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(address).header("Authorization", authorization);
        return http.send(request.build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    /** Sends bytes and returns what comes back until the service closes the connection or sends nothing more. */
    private String raw(String service, String request) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), sandbox.port(service))) {
            socket.setSoTimeout(1_000);
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            var response = new StringBuilder();
            var bytes = new byte[8192];
            var end = catchThrowable(() -> {
                for (var read = socket.getInputStream().read(bytes);
                        read >= 0;
                        read = socket.getInputStream().read(bytes)) {
                    response.append(new String(bytes, 0, read, ISO_8859_1));
                }
            });
            assertThat(end == null || end instanceof SocketTimeoutException)
                    .as("%s", end)
                    .isTrue();
            return response.toString();
        }
    }
}
