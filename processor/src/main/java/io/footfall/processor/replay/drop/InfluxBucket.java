package io.footfall.processor.replay.drop;

import com.influxdb.client.BucketsQuery;
import com.influxdb.client.InfluxDBClient;
import com.influxdb.client.InfluxDBClientFactory;
import com.influxdb.client.InfluxDBClientOptions;
import com.influxdb.exceptions.InfluxException;
import java.util.Optional;
import java.util.Set;

/** Deletes an InfluxDB bucket. Stores that only accept InfluxDB's points may have no API for buckets. Blocks. */
final class InfluxBucket {
    /** Responses of stores that have only the write API of InfluxDB. */
    private static final Set<Integer> NO_BUCKETS_API = Set.of(400, 404, 405, 501);

    private final String url;
    private final Optional<String> token;
    private final String org;
    private final String name;

    InfluxBucket(String url, Optional<String> token, String org, String name) {
        this.url = url;
        this.token = token;
        this.org = org;
        this.name = name;
    }

    String name() {
        return name;
    }

    /** Result of the deletion. */
    enum Dropped {
        DELETED,
        NOT_FOUND,
        UNSUPPORTED
    }

    /** @throws InfluxException if InfluxDB does not answer or refuses */
    Dropped drop() {
        var options = InfluxDBClientOptions.builder().url(url).org(org).bucket(name);
        token.ifPresent(secret -> options.authenticateToken(secret.toCharArray()));
        try (var client = InfluxDBClientFactory.create(options.build())) {
            return hasBuckets(client) ? drop(client) : Dropped.UNSUPPORTED;
        }
    }

    private static boolean hasBuckets(InfluxDBClient client) {
        var one = new BucketsQuery();
        one.setLimit(1);
        try {
            return client.getBucketsApi().findBuckets(one) != null;
        } catch (InfluxException e) {
            if (NO_BUCKETS_API.contains(e.status())) {
                return false;
            }
            throw e;
        }
    }

    private Dropped drop(InfluxDBClient client) {
        var buckets = client.getBucketsApi();
        try {
            var bucket = buckets.findBucketByName(name);
            if (bucket == null) {
                return Dropped.NOT_FOUND;
            }
            buckets.deleteBucket(bucket);
            return Dropped.DELETED;
        } catch (InfluxException e) {
            if (e.status() == 404) {
                return Dropped.NOT_FOUND;
            }
            throw e;
        }
    }
}
