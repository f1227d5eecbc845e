package io.footfall.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvironmentTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "KAFKA_BOOTSTRAP_SERVERS | localhost",
                "KAFKA_BOOTSTRAP_SERVERS | one:9092,two",
                "KAFKA_BOOTSTRAP_SERVERS | one:9092,",
                "KAFKA_BOOTSTRAP_SERVERS | one:kafka",
                "KAFKA_BOOTSTRAP_SERVERS | one:0",
                "KAFKA_BOOTSTRAP_SERVERS | one:99999",
                "KAFKA_BOOTSTRAP_SERVERS | http://one:9092/",
                "INFLUXDB_URL | localhost:8086",
                "INFLUXDB_URL | influxdb",
                "INFLUXDB_URL | ftp://influxdb",
                "INFLUXDB_URL | http:// influxdb",
                "SMTP_HOST | localhost:25",
                "SMTP_HOST | smtp://localhost"
            })
    void anAddressThatCannotBeOneIsNamed(String variable, String value) {
        assertThat(new Environment(Map.of(variable, value)).error())
                .hasValueSatisfying(reason -> assertThat(reason).startsWith(variable + "=" + value + ": "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "KAFKA_BOOTSTRAP_SERVERS | localhost:9092",
                "KAFKA_BOOTSTRAP_SERVERS | one:9092, two_2:9093,[::1]:9094",
                "KAFKA_BOOTSTRAP_SERVERS | PLAINTEXT://one:9092",
                "KAFKA_BOOTSTRAP_SERVERS | ' '",
                "INFLUXDB_URL | https://influxdb.example",
                "INFLUXDB_URL | http://127.0.0.1:8086/influx",
                "SMTP_HOST | smtp.example",
                "SMTP_HOST | ::1"
            })
    void possibleAddressesAreTaken(String variable, String value) {
        assertThat(new Environment(Map.of(variable, value)).error()).isEmpty();
    }

    @Test
    void withoutVariablesThereIsNothingToCheck() {
        assertThat(new Environment(Map.of()).error()).isEmpty();
    }
}
