package io.footfall.ingest.requests;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Settings of access logs, {@code footfall.ingest.access-log.*}. Without senders and token there are none. */
@ConfigMapping(prefix = "footfall.ingest.access-log")
public interface AccessLogConfig {
    /** Networks, such as {@code 10.0.0.0/8}, that may send access logs without a token. */
    Optional<List<String>> senders();

    /** The bearer token of all other senders. */
    Optional<@Pattern(regexp = "\\s*\\S{16,}\\s*", message = "must have at least 16 characters, without spaces") String>
            token();

    /** The format of lines, in the notation of nginx or Apache; without one, the usual formats are tried. */
    Optional<String> format();

    /** Names of fields in JSON, by their meaning. */
    Map<String, List<String>> fields();

    /** Number of proxies in front of the web server that append to {@code X-Forwarded-For}. */
    @WithDefault("0")
    @Min(0)
    @Max(10)
    int trustedProxies();

    /** The largest body after decompression, in bytes. */
    @WithDefault("4194304")
    @Min(1_024)
    @Max(100_000_000)
    int maxBodySize();

    /** The most lines in a body. */
    @WithDefault("10000")
    @Min(1)
    int maxLines();

    /** Whether anybody may send access logs. */
    static boolean isOn(AccessLogConfig config) {
        return config.senders().isPresent() || config.token().isPresent();
    }
}
