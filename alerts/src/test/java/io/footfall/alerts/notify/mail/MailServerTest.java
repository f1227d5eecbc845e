package io.footfall.alerts.notify.mail;

import static io.footfall.testing.Patience.PATIENCE;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.footfall.alerts.notify.Notification;
import io.footfall.alerts.notify.SampleAlerts;
import io.footfall.testing.SilentAddress;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailMessage;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The client of the mail server, with servers on sockets. */
class MailServerTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final MailMessage MAIL = new MailMessage()
            .setFrom("footfall@example.org")
            .setTo("ann@example.org")
            .setSubject("x")
            .setText("x");

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        vertx.close()
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join();
    }

    /** As relays do that want a name with a domain, or an address. */
    @Test
    void aServerThatWantsADomainInTheGreetingIsSatisfiedByDefault() throws Exception {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var greeting = CompletableFuture.supplyAsync(() -> refuseGreeting(server));
            var sent = send(server.getLocalPort(), Map.of(), MAIL);

            assertThat(greeting.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).matches("EHLO (.+\\..+|\\[.+])");
            assertThat(sent).failsWithin(TIMEOUT);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"alerts.example.org", "[192.0.2.7]", "relay-client"})
    void theNameInTheGreetingIsASetting(String name) throws Exception {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var greeting = CompletableFuture.supplyAsync(() -> refuseGreeting(server));
            var sent = send(server.getLocalPort(), Map.of("smtp.hello", name), MAIL);

            assertThat(greeting.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isEqualTo("EHLO " + name);
            assertThat(sent).failsWithin(TIMEOUT);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "A management page was requested: /admin/😀𠮷, by NL with firefox",
                "/café/中文/管理/管理/管理/管理/管理/管理/管理/管理/管理/管理/管理/管理/管理/管理",
                "/admin/👍🏽👍🏽👍🏽👍🏽👍🏽👍🏽👍🏽👍🏽🇧🇪🇳🇱🇧🇪🇳🇱🇧🇪🇳🇱🇧🇪🇳🇱",
                "/admin/ =?UTF-8?Q?All_is_fine?= x",
                "plain"
            })
    void aSubjectArrivesAsItWasWritten(String summary) throws Exception {
        var notification = notification(summary);

        var received = received("footfall@example.org", List.of("ann@example.org"), notification);

        assertThat(received.getSubject()).isEqualTo("[Footfall] WARNING: " + summary);
        assertThat(received.getHeader("Subject")[0]).matches("[ -~]+(\r?\n [ -~]{1,75})*");
    }

    @Test
    void aVeryLongSubjectIsCutBetweenCharacters() throws Exception {
        var notification = notification("/admin/1" + "😀".repeat(200));

        var received = received("footfall@example.org", List.of("ann@example.org"), notification);

        assertThat(received.getSubject()).hasSizeLessThanOrEqualTo(180).matches("\\[Footfall] WARNING: /admin/1(😀)+…");
    }

    @Test
    void aLineBreakInASubjectStartsNoHeader() throws Exception {
        var notification = notification("/x\r\nBcc: all@example.org\n é");

        var received = received("footfall@example.org", List.of("ann@example.org"), notification);

        assertThat(received.getHeader("Bcc")).isNull();
        assertThat(received.getSubject()).contains("/x  Bcc: all@example.org  é");
    }

    @ParameterizedTest
    @CsvSource({
        "Jürgen 😀 <ann@example.org>, Jürgen 😀, ann@example.org",
        "中文中文中文中文中文中文中文中文中文中文中文中文中文中文 <ann@example.org>," + " 中文中文中文中文中文中文中文中文中文中文中文中文中文中文, ann@example.org",
        "Ann <ann@müller.example>, Ann, ann@xn--mller-kva.example",
        "𠮷田 <ann@example.org>, 𠮷田, ann@example.org"
    })
    void namesAndDomainsOfAddressesArriveAsTheyWereWritten(String text, String name, String address) throws Exception {
        var validated = MailAddress.validated("setting", text);

        var received = received(validated, List.of(validated, "bob@example.org"), notification("x"));

        var from = (InternetAddress) received.getFrom()[0];
        assertThat(from.getPersonal()).isEqualTo(name);
        assertThat(from.getAddress()).isEqualTo(address);
        assertThat(received.getRecipients(MimeMessage.RecipientType.TO))
                .containsExactly(from, new InternetAddress("bob@example.org"));
    }

    private static Notification notification(String summary) {
        var sample = SampleAlerts.notification("id");
        return sample.withAlerts(sample.alerts().stream()
                .map(alert -> alert.withText(summary, List.of()))
                .toList());
    }

    @Test
    void anAddressThatDoesNotAnswerIsGivenUpBeforeTheAttemptEnds() throws IOException {
        try (var gone = new SilentAddress("127.0.0.1")) {
            assertThat(send(gone.port(), Map.of(), MAIL)).failsWithin(TIMEOUT.minusSeconds(2));
        }
    }

    private MimeMessage received(String from, List<String> to, Notification notification) throws Exception {
        var server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        try {
            var notifier = new MailNotifier(from, to, "", null, vertx);
            var mail = notifier.headers(notification).setText("x");
            send(server.getSmtp().getPort(), Map.of(), mail).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            var messages = server.getReceivedMessages();
            assertThat(messages).hasSize(to.size());
            return Arrays.stream(messages).findFirst().orElseThrow();
        } finally {
            server.stop();
        }
    }

    /** A hanging handshake would keep one of ten connections for longer than the attempt. */
    @Test
    void aServerThatHangsInTheHandshakeIsLeftWithTheAttempt() throws Exception {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var sent = send(server.getLocalPort(), Map.of("smtp.tls", "true"), MAIL, Duration.ofMillis(700));

            assertThat(sent)
                    .failsWithin(PATIENCE)
                    .withThrowableThat()
                    .withStackTraceContaining("handshake timed out after 700ms");
        }
    }

    private CompletableFuture<?> send(int port, Map<String, String> settings, MailMessage mail) {
        return send(port, settings, mail, TIMEOUT);
    }

    private CompletableFuture<?> send(
            int port, Map<String, String> settings, MailMessage mail, Duration attemptTimeout) {
        var all = new HashMap<>(settings);
        all.put("smtp.host", "127.0.0.1");
        all.put("smtp.port", Integer.toString(port));
        var smtp = new SmallRyeConfigBuilder()
                .withMapping(SmtpConfig.class)
                .withSources(new PropertiesConfigSource(all, "file", 100))
                .build()
                .getConfigMapping(SmtpConfig.class);
        var client = MailClient.create(vertx, MailServer.options(smtp, attemptTimeout));
        var sent = new CompletableFuture<Object>();
        vertx.runOnContext(
                nothing -> client.sendMail(mail).onSuccess(sent::complete).onFailure(sent::completeExceptionally));
        return sent;
    }

    private static String refuseGreeting(ServerSocket server) {
        try (var socket = server.accept();
                var lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII))) {
            socket.getOutputStream().write("220 relay.example ESMTP\r\n".getBytes(US_ASCII));
            var greeting = lines.readLine();
            socket.getOutputStream().write("421 closing\r\n".getBytes(US_ASCII));
            return greeting;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
