package io.footfall.processor.serving;

import com.influxdb.client.InfluxDBClient;
import com.influxdb.client.InfluxDBClientFactory;
import com.influxdb.client.InfluxDBClientOptions;
import com.influxdb.client.WriteApiBlocking;
import com.influxdb.client.write.Point;
import com.influxdb.exceptions.InfluxException;
import io.footfall.events.topics.Topics;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Client of InfluxDB's v2 write API, with gzip. Blocks. */
@Singleton
class InfluxStore {
    private static final Set<Integer> REFUSED = Set.of(400, 413, 422);

    private final InfluxDBClient client;
    private final WriteApiBlocking writeApi;

    InfluxStore(InfluxConfig config, Topics topics) {
        var options = InfluxDBClientOptions.builder()
                .url(config.url())
                .org(config.org())
                .bucket(config.bucket() + topics.suffix());
        config.token().ifPresent(token -> options.authenticateToken(token.toCharArray()));
        client = InfluxDBClientFactory.create(options.build()).enableGzip();
        writeApi = client.getWriteApiBlocking();
    }

    WriteOutcome write(List<Point> points) {
        try {
            writeApi.writePoints(points);
            return new WriteOutcome.Stored();
        } catch (InfluxException e) {
            return REFUSED.contains(e.status())
                    ? new WriteOutcome.Refused(e.status() + " " + e.getMessage())
                    : new WriteOutcome.Unavailable(e.status() + " " + e.getMessage(), retryAfter(e));
        }
    }

    /** The header in seconds. A date is ignored: InfluxDB does not send one. */
    private static Duration retryAfter(InfluxException e) {
        var seconds = e.headers().getOrDefault("Retry-After", e.headers().getOrDefault("retry-after", ""));
        return seconds.matches("\\d{1,5}") ? Duration.ofSeconds(Long.parseLong(seconds)) : Duration.ZERO;
    }

    @PreDestroy
    void close() {
        client.close();
    }
}
