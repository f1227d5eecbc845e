package io.footfall.processor.serving.influxdb;

import com.influxdb.client.BucketsQuery;
import com.influxdb.client.InfluxDBClient;
import com.influxdb.client.domain.Bucket;
import com.influxdb.exceptions.InfluxException;
import java.util.List;

/**
 * Finds a bucket by its name in one organization. Without the organization, InfluxDB lists the buckets of that name in all
 * organizations that the token may read.
 */
public final class OrganizationBuckets {
    /** As in requests with points, where InfluxDB takes such a text for an id and any other one for a name. */
    private static final String ID = "[0-9a-fA-F]{16}";

    private OrganizationBuckets() {}

    /**
     * Asks InfluxDB. Blocks.
     *
     * @param org name or id
     * @return at most one bucket, unless something else answers in InfluxDB's place
     * @throws InfluxException if InfluxDB does not answer, or has no such organization or bucket
     */
    public static List<Bucket> find(InfluxDBClient client, String org, String name) {
        var query = new BucketsQuery();
        query.setName(name);
        if (org.matches(ID)) {
            query.setOrgID(org);
        } else {
            query.setOrg(org);
        }
        return client.getBucketsApi().findBuckets(query).stream()
                .filter(bucket -> name.equals(bucket.getName()))
                .toList();
    }
}
