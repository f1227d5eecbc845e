package io.footfall.processor.serving.influxdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfigBuilder;
import org.junit.jupiter.api.Test;

class InfluxConfigTest {
    /** Docker Compose and systemd give the processor the whole file that the generator of secrets makes. */
    @Test
    void theFileWithTheTokenMayHaveThePasswordOfInfluxdbToo() {
        var config = new SmallRyeConfigBuilder()
                .withMapping(InfluxConfig.class)
                .withDefaultValue("influxdb.url", "http://localhost:8086")
                .withDefaultValue("influxdb.org", "footfall")
                .withDefaultValue("influxdb.bucket", "footfall")
                .withDefaultValue("influxdb.token", "a token")
                .withDefaultValue("influxdb.password", "a password")
                .build()
                .getConfigMapping(InfluxConfig.class);

        assertThat(config.token()).contains("a token");
    }
}
