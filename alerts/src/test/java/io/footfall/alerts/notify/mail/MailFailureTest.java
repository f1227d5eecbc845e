package io.footfall.alerts.notify.mail;

import static io.footfall.testing.Patience.PATIENCE;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.footfall.alerts.notify.Outcome;
import io.footfall.alerts.notify.SampleAlerts;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;
import io.vertx.ext.mail.MailClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What relays of companies answer, and what an operator reads of it. */
class MailFailureTest {
    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @ParameterizedTest
    @CsvSource({
        "MAIL, 550 5.7.1 not one of ours, sender address not accepted: 550 5.7.1 not one of ours (from of the receiver)",
        "EHLO, 550 5.7.1 give a full name, HELO failed.: 550 5.7.1 give a full name (smtp.hello)"
    })
    void anAnswerOfTheRelayNamesTheSetting(String command, String answer, String detail) throws Exception {
        try (var relay = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var relaying = CompletableFuture.runAsync(() -> serve(relay, command, answer));

            assertThat(send(relay.getLocalPort(), Map.of())).isEqualTo(new Outcome.Failed("error", detail));
            close();
            relaying.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }
    }

    @Test
    void aPasswordWithoutEncryptionNamesTheSetting() throws Exception {
        try (var relay = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var relaying = CompletableFuture.runAsync(() -> serve(relay, "none", ""));

            assertThat(send(relay.getLocalPort(), Map.of("smtp.username", "ann", "smtp.password", "pw")))
                    .isEqualTo(new Outcome.Failed(
                            "error", "STARTTLS required but not supported by server (smtp.start-tls)"));
            close();
            relaying.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }
    }

    @Test
    void aCertificateOfTheCompanyNamesTheSettings() throws Exception {
        var relay = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTPS));
        relay.start();
        try {
            assertThat(send(relay.getSmtps().getPort(), Map.of("smtp.tls", "true")))
                    .isInstanceOfSatisfying(Outcome.Failed.class, failed -> assertThat(failed.detail())
                            .contains("certification path")
                            .endsWith("(smtp.tls, smtp.start-tls, quarkus.tls.trust-store.pem.certs)"));
        } finally {
            relay.stop();
        }
    }

    @Test
    void aRelayThatIsNotThereNamesTheSettings() throws Exception {
        int port;
        try (var closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }

        assertThat(send(port, Map.of()))
                .isEqualTo(new Outcome.Failed(
                        "unreachable", "Connection refused: /127.0.0.1:" + port + " (smtp.host, smtp.port)"));
    }

    /** Answers 250 to everything but one command. */
    private static void serve(ServerSocket relay, String command, String answer) {
        try (var socket = relay.accept();
                var lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII))) {
            var out = socket.getOutputStream();
            out.write("220 relay.example ESMTP\r\n".getBytes(US_ASCII));
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                var isRefused = line.startsWith(command) || (line.startsWith("HELO") && command.equals("EHLO"));
                out.write(((isRefused ? answer : "250 relay.example") + "\r\n").getBytes(US_ASCII));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Outcome send(int port, Map<String, String> settings) throws Exception {
        var all = new HashMap<>(settings);
        all.put("smtp.host", "127.0.0.1");
        all.put("smtp.port", Integer.toString(port));
        var smtp = new SmallRyeConfigBuilder()
                .withMapping(SmtpConfig.class)
                .withSources(new PropertiesConfigSource(all, "file", 100))
                .build()
                .getConfigMapping(SmtpConfig.class);
        var client = MailClient.create(vertx, MailServer.options(smtp, PATIENCE));
        var mail = new MailNotifier("footfall@example.org", List.of("ann@example.org"), "", client, vertx)
                .headers(SampleAlerts.notification("id"))
                .setText("x");
        var sent = new CompletableFuture<Outcome>();
        vertx.runOnContext(nothing -> client.sendMail(mail)
                .onSuccess(result -> sent.complete(new Outcome.Delivered()))
                .onFailure(failure -> sent.complete(
                        MailFailure.of(failure).orElse(new Outcome.Refused("unknown", failure.toString())))));
        return sent.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }
}
