package io.footfall.sandbox.kafka;

import static io.footfall.testing.Patience.PATIENCE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.events.topics.Topics;
import io.footfall.sandbox.FreePorts;
import io.footfall.sandbox.children.JavaCommand;
import io.footfall.sandbox.debug.DebugReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalKafkaIT {
    @TempDir
    private Path directory;

    private int port;
    private Process broker;

    @BeforeEach
    void startBroker() throws IOException {
        port = FreePorts.take(1).get(0);
        start();
    }

    @AfterEach
    void stopBroker() throws InterruptedException {
        broker.destroyForcibly().waitFor();
    }

    @Test
    void acknowledgedRecordsSurviveACrashAndAbortedOnesAreNotRead() throws Exception {
        LocalTopics.createMissing(address(), new Topics(""), 2);
        write("kept", true);
        write("aborted", false);

        broker.destroyForcibly().waitFor();
        start();
        LocalTopics.createMissing(address(), new Topics(""), 2);

        try (var reader = new DebugReader(address())) {
            assertThat(reader.last("clicks", 5))
                    .extracting(record -> new String(record.value(), UTF_8))
                    .containsExactly("kept");
            assertThat(reader.count("clicks")).isOne();
            assertThat(reader.topics()).contains("clicks-cleaned", "alerts");
        }
    }

    private void write(String value, boolean commit) throws Exception {
        Map<String, Object> settings = Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, address(), ProducerConfig.TRANSACTIONAL_ID_CONFIG, "test");
        try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>("clicks", value.getBytes(UTF_8))).get();
            if (commit) {
                producer.commitTransaction();
            } else {
                producer.abortTransaction();
            }
        }
    }

    private void start() throws IOException {
        var command = JavaCommand.ofMain(
                LocalKafka.class, 256, directory.resolve("kafka").toString(), Integer.toString(port));
        broker = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        directory.resolve("kafka.log").toFile()))
                .start();
        Awaitility.await().atMost(PATIENCE).until(() -> LocalTopics.broker(address())
                .isReady());
    }

    private String address() {
        return "127.0.0.1:" + port;
    }
}
