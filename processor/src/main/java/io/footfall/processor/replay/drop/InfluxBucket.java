package io.footfall.processor.replay.drop;

import com.influxdb.client.BucketsQuery;
import com.influxdb.client.InfluxDBClient;
import com.influxdb.client.InfluxDBClientFactory;
import com.influxdb.client.InfluxDBClientOptions;
import com.influxdb.exceptions.InfluxException;
import io.footfall.processor.serving.influxdb.OrganizationBuckets;
import java.util.Optional;
import java.util.Set;

/** Deletes the bucket of one organization in InfluxDB. Stores that only accept InfluxDB's points may have no API for buckets. Blocks. */
final class InfluxBucket {
    /** Responses of stores that have only the write API of InfluxDB. */
    private static final Set<Integer> NO_BUCKETS_API = Set.of(400, 404, 405, 501);
    /** Its status is that of a bucket that does not exist. */
    private static final String NO_ORGANIZATION = "organization name ";

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

    /** @throws InfluxException if InfluxDB does not answer or refuses, or has more than one such bucket */
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
        try {
            var found = OrganizationBuckets.find(client, org, name);
            if (found.size() > 1) {
                throw new InfluxException("organization " + org + " has " + found.size() + " buckets of this name");
            }
            found.forEach(client.getBucketsApi()::deleteBucket);
            return found.isEmpty() ? Dropped.NOT_FOUND : Dropped.DELETED;
        } catch (InfluxException e) {
            if (e.status() == 404 && !String.valueOf(e.getMessage()).contains(NO_ORGANIZATION)) {
                return Dropped.NOT_FOUND;
            }
            throw e;
        }
    }
}
