package io.footfall.alerts;

import static io.footfall.testing.Patience.PATIENCE;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.footfall.broker.LocalBroker;
import io.footfall.events.Json;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A real Kafka broker, a mail server and a webhook. */
public final class KafkaTestResource implements QuarkusTestResourceLifecycleManager {
    /** The threads that answer requests. */
    static final int THREADS = 20;

    static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private LocalBroker broker;
    private GreenMail mail;
    private HttpServer webhook;
    private KafkaProducer<byte[], byte[]> producer;
    private final Queue<Post> posted = new ConcurrentLinkedQueue<>();

    @Override
    public Map<String, String> start() {
        try {
            broker = new LocalBroker();
            producer = new KafkaProducer<>(
                    Map.<String, Object>of("bootstrap.servers", broker.address()),
                    new ByteArraySerializer(),
                    new ByteArraySerializer());
            // Written by an earlier run of the service.
            produce("alerts", EarlierRun.ALERT.fingerprint(), Json.write(EarlierRun.ALERT), List.of());
            produce("alerts-notices", EarlierRun.NOTIFICATION.id(), Json.write(EarlierRun.NOTIFICATION), List.of());
            mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
            mail.start();
            webhook = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            webhook.createContext("/", this::receive);
            webhook.start();
        } catch (Exception e) {
            throw new IllegalStateException("the broker, the mail server or the webhook did not start", e);
        }
        return Map.ofEntries(
                Map.entry("kafka.bootstrap.servers", broker.address()),
                Map.entry("quarkus.thread-pool.max-threads", Integer.toString(THREADS)),
                Map.entry("smtp.host", "127.0.0.1"),
                Map.entry("smtp.port", Integer.toString(mail.getSmtp().getPort())),
                // Else the clicks of all tests together would be critical.
                Map.entry("footfall.alerts.rules.forbidden-path.paths", "1000"),
                // No reminders of alerts of 2018.
                Map.entry("footfall.alerts.repeat-interval", "P10000D"),
                Map.entry("footfall.alerts.receivers.oncall.type", "mail"),
                Map.entry("footfall.alerts.receivers.oncall.to", " On call <oncall@example.org> "),
                Map.entry("footfall.alerts.receivers.oncall.from", "Footfall at home <footfall@example.org>"),
                Map.entry("footfall.alerts.receivers.program.type", "webhook"),
                Map.entry(
                        "footfall.alerts.receivers.program.url",
                        "http://127.0.0.1:" + webhook.getAddress().getPort() + "/hook"),
                Map.entry("footfall.alerts.receivers.program.secrets", SECRET));
    }

    record Post(HttpHeaders headers, String body) {}

    GreenMail mail() {
        return mail;
    }

    String brokerAddress() {
        return broker.address();
    }

    /** The posts that the webhook received. */
    Queue<Post> posted() {
        return posted;
    }

    void produce(String topic, String key, byte[] value, List<Header> headers) {
        var record = new ProducerRecord<>(topic, null, key.getBytes(StandardCharsets.UTF_8), value, headers);
        try {
            producer.send(record).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("not produced", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("not produced", e);
        }
    }

    private void receive(HttpExchange exchange) {
        try (exchange) {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            posted.add(new Post(HttpHeaders.of(exchange.getRequestHeaders(), (name, value) -> true), body));
            exchange.sendResponseHeaders(204, -1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(this, new TestInjector.MatchesType(KafkaTestResource.class));
    }

    @Override
    public void stop() {
        producer.close();
        webhook.stop(0);
        mail.stop();
        broker.close();
    }
}
