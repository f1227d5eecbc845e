package io.footfall.processor.serving.influxdb;

import io.smallrye.config.ConfigMapping;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import java.util.Optional;

/** Settings of InfluxDB, {@code influxdb.*}. */
@ConfigMapping(prefix = "influxdb")
interface InfluxConfig {
    /** Base URL of the v2 API. */
    @Pattern(regexp = "https?://.+")
    String url();

    /** API token; none if InfluxDB does not require one. */
    Optional<String> token();

    /** Of InfluxDB's first user, which InfluxDB is set up with. Unused: it is in the same file as the token. */
    Optional<String> password();

    @NotBlank
    String org();

    /** The bucket; the suffix of the serving version is added. */
    @NotBlank
    String bucket();
}
