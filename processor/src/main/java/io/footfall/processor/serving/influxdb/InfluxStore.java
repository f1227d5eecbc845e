package io.footfall.processor.serving.influxdb;

import com.influxdb.client.InfluxDBClient;
import com.influxdb.client.InfluxDBClientFactory;
import com.influxdb.client.InfluxDBClientOptions;
import com.influxdb.client.WriteApiBlocking;
import com.influxdb.client.domain.Bucket;
import com.influxdb.client.domain.BucketRetentionRules;
import com.influxdb.client.domain.WritePrecision;
import com.influxdb.exceptions.InfluxException;
import io.footfall.events.text.SingleLine;
import io.footfall.events.topics.Topics;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Response;

/** Client of InfluxDB's v2 API: writes points with gzip, and asks how long the bucket keeps them. Blocks. */
@Singleton
public class InfluxStore {
    private static final long LONGEST_BODY = 1 << 16;
    /** An address that is gone does not refuse a connection: it does not answer. */
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);
    /** For a request and its answer, which may come byte by byte. */
    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(30);

    private static final int LONGEST_REASON = 300;

    /** InfluxDB has no such bucket, or the token may not read it. */
    private static final Set<Integer> NO_BUCKET = Set.of(401, 403, 404);

    private static final byte[] LINE_FEED = {'\n'};
    /** Bytes of a point. */
    private static final int USUAL_LENGTH = 384;

    private final String org;
    private final String bucket;
    private final InfluxDBClient client;
    private final WriteApiBlocking writeApi;

    InfluxStore(InfluxConfig config, Topics topics) {
        // A redirect is not followed: the request that follows it may be a GET, whose response says nothing about
        // points.
        var http = new OkHttpClient.Builder()
                .protocols(List.of(Protocol.HTTP_1_1))
                .followRedirects(false)
                .connectTimeout(CONNECT_TIMEOUT)
                .callTimeout(CALL_TIMEOUT)
                .addInterceptor(InfluxStore::failUnlessStored);
        org = config.org();
        bucket = config.bucket() + topics.suffix();
        var options = InfluxDBClientOptions.builder()
                .url(config.url())
                .org(org)
                .bucket(bucket)
                .okHttpClient(http);
        config.token().ifPresent(token -> options.authenticateToken(token.toCharArray()));
        client = InfluxDBClientFactory.create(options.build()).enableGzip();
        writeApi = client.getWriteApiBlocking();
    }

    WriteOutcome write(List<? extends PointEntry> points) {
        try {
            writeApi.writeRecord(WritePrecision.NS, lines(points));
            return new WriteOutcome.Stored();
        } catch (InfluxException e) {
            return e.getCause() instanceof NotStored notStored
                    ? notStored.response.outcome(points.size(), Instant.now())
                    : new WriteOutcome.Unavailable(reason(e), Duration.ZERO);
        }
    }

    /** The client may quote what something else than InfluxDB has answered. */
    private static String reason(InfluxException failure) {
        return SingleLine.of(Objects.requireNonNullElse(failure.getMessage(), failure.toString()), LONGEST_REASON);
    }

    private static String lines(List<? extends PointEntry> points) {
        var lines = new LineBuffer(points.size() * USUAL_LENGTH);
        for (var point : points) {
            if (lines.length() > 0) {
                lines.append(LINE_FEED);
            }
            point.appendTo(lines);
        }
        return lines.toString();
    }

    /**
     * How long the bucket keeps points; empty if it keeps them for ever, or if InfluxDB does not say it to this token.
     *
     * @throws RuntimeException if InfluxDB does not answer, or something else does in its place
     */
    Optional<Duration> retention() {
        try {
            var found = OrganizationBuckets.find(client, org, bucket).stream()
                    .map(InfluxStore::retention)
                    .toList();
            return found.stream().allMatch(Optional::isPresent)
                    ? found.stream().flatMap(Optional::stream).max(Comparator.naturalOrder())
                    : Optional.empty();
        } catch (InfluxException e) {
            if (NO_BUCKET.contains(e.status())) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static Optional<Duration> retention(Bucket bucket) {
        return bucket.getRetentionRules().stream()
                .map(BucketRetentionRules::getEverySeconds)
                .filter(seconds -> seconds != null && seconds > 0)
                .min(Comparator.naturalOrder())
                .map(Duration::ofSeconds);
    }

    /** The library takes every status below 300 for a success, and does not give the body of an error. */
    private static Response failUnlessStored(Interceptor.Chain chain) throws IOException {
        var response = chain.proceed(chain.request());
        if (response.code() == InfluxResponse.STORED
                || !response.request().method().equals("POST")) {
            return response;
        }
        try (response) {
            var body = response.peekBody(LONGEST_BODY).string();
            throw new NotStored(new InfluxResponse(
                    response.code(),
                    response.header("Retry-After", ""),
                    response.header("X-Platform-Error-Code", ""),
                    body.isBlank() ? response.message() : body));
        }
    }

    private static final class NotStored extends IOException {
        private static final long serialVersionUID = 1L;
        private final transient InfluxResponse response;

        NotStored(InfluxResponse response) {
            super("status " + response.status());
            this.response = response;
        }
    }

    @PreDestroy
    void close() {
        client.close();
    }
}
