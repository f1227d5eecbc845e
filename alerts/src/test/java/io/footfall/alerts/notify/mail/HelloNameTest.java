package io.footfall.alerts.notify.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HelloNameTest {
    @ParameterizedTest
    @CsvSource({
        "alerts.example.org, 10.1.2.3, alerts.example.org",
        "alerts-7c9d.footfall.svc.cluster.local, 10.1.2.3, alerts-7c9d.footfall.svc.cluster.local",
        "alerts-7c9d, 10.1.2.3, [10.1.2.3]",
        "localhost, 127.0.0.1, [127.0.0.1]",
        "localhost.localdomain, 127.0.0.1, [127.0.0.1]",
        "10.1.2.3, 10.1.2.3, [10.1.2.3]",
        "'', 127.0.0.1, [127.0.0.1]",
        "alerts, fd00::7, [IPv6:fd00:0:0:0:0:0:0:7]"
    })
    void aMachineWithoutADomainIsNamedByItsAddress(String machine, String address, String expected)
            throws UnknownHostException {
        assertThat(HelloName.of(machine, InetAddress.getByName(address))).isEqualTo(expected);
    }

    @Test
    void theNameOfThisMachineHasADot() {
        assertThat(HelloName.ofThisMachine()).containsAnyOf(".", ":").isNotEqualTo("localhost");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "alerts example", "alerts.example\r\nMAIL FROM:<x@example.org>", "älerts.example"})
    void aNameThatIsNoneIsRefusedWithSettingAndValueOnOneLine(String name) {
        assertThatThrownBy(() -> HelloName.validated("smtp.hello", name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("smtp.hello is '")
                .hasMessageNotContainingAny("\r", "\n");
    }
}
