package io.footfall.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.Test;

class PortsTest {
    @Test
    void aPortInUseIsReportedWithItsPurposeAndOption() throws IOException {
        try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var port = new Port(other.getLocalPort(), "Kafka", "--kafka-port");

            assertThat(Ports.error(List.of(port))).hasValueSatisfying(error -> assertThat(error)
                    .contains(Integer.toString(other.getLocalPort()), "Kafka", "--kafka-port"));
        }
    }

    @Test
    void aFreePortIsAccepted() throws IOException {
        assertThat(Ports.error(List.of(new Port(freePort(), "mail", "--smtp-port"))))
                .isEmpty();
    }

    @Test
    void onePortForTwoPartsIsRejectedWithBothOptions() throws IOException {
        var free = freePort();

        assertThat(Ports.error(List.of(new Port(free, "mail", "--smtp-port"), new Port(free, "Kafka", "--kafka-port"))))
                .hasValueSatisfying(error -> assertThat(error).contains("--smtp-port", "--kafka-port"));
    }

    @Test
    void aNumberOutOfRangeIsRejected() {
        assertThat(Ports.error(List.of(new Port(70_000, "mail", "--smtp-port"))))
                .hasValueSatisfying(error -> assertThat(error).contains("70000", "--smtp-port"));
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
