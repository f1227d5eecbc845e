package io.footfall.processor.serving;

import io.smallrye.config.ConfigMapping;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import java.util.Optional;

/** Where points go, {@code influxdb.*} or {@code INFLUXDB_URL} and so on. */
@ConfigMapping(prefix = "influxdb")
interface InfluxConfig {
    /** Base URL of the v2 API. */
    @Pattern(regexp = "https?://.+")
    String url();

    /** API token; none for a store that asks for none. */
    Optional<String> token();

    @NotBlank
    String org();

    /** The bucket, to which a serving version adds its suffix. */
    @NotBlank
    String bucket();
}
