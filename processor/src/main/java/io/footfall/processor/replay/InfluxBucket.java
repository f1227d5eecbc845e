package io.footfall.processor.replay;

import com.influxdb.client.BucketsQuery;
import com.influxdb.client.InfluxDBClient;
import com.influxdb.client.InfluxDBClientFactory;
import com.influxdb.client.InfluxDBClientOptions;
import com.influxdb.exceptions.InfluxException;
import java.util.Optional;
import java.util.Set;

/** The bucket of one layer in a store that may know no buckets. Blocks. */
final class InfluxBucket {
    /** What stores answer that take points by InfluxDB's API but have nothing else of it. */
    private static final Set<Integer> NO_SUCH_API = Set.of(400, 404, 405, 501);

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

    /** What became of the bucket. */
    enum Dropped {
        DELETED,
        NOT_THERE,
        STORE_HAS_NO_BUCKETS
    }

    /** @throws InfluxException if the store is away or refuses */
    Dropped drop() {
        var options = InfluxDBClientOptions.builder().url(url).org(org).bucket(name);
        token.ifPresent(secret -> options.authenticateToken(secret.toCharArray()));
        try (var client = InfluxDBClientFactory.create(options.build())) {
            return hasBuckets(client) ? drop(client) : Dropped.STORE_HAS_NO_BUCKETS;
        }
    }

    private static boolean hasBuckets(InfluxDBClient client) {
        var one = new BucketsQuery();
        one.setLimit(1);
        try {
            return client.getBucketsApi().findBuckets(one) != null;
        } catch (InfluxException e) {
            if (NO_SUCH_API.contains(e.status())) {
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
                return Dropped.NOT_THERE;
            }
            buckets.deleteBucket(bucket);
            return Dropped.DELETED;
        } catch (InfluxException e) {
            if (e.status() == 404) {
                return Dropped.NOT_THERE;
            }
            throw e;
        }
    }
}
