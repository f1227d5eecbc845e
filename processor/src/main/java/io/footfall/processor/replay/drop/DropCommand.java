package io.footfall.processor.replay.drop;

import com.influxdb.exceptions.InfluxException;
import io.footfall.processor.replay.version.ServingVersion;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.apache.kafka.common.KafkaException;

/**
 * {@code drop VERSION}: deletes the consumer groups, topics and bucket of a serving version that is no longer used. It never
 * touches {@code clicks}.
 */
public final class DropCommand {
    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int USAGE = 2;

    private final PrintStream out;
    private final PrintStream err;

    public DropCommand(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /**
     * Runs the command.
     *
     * @return exit status: 0 if everything has been deleted, 1 if not, 2 for wrong arguments
     */
    public int run(List<String> arguments) throws IOException, InterruptedException {
        if (arguments.size() != 2 || !arguments.get(0).equals("drop")) {
            err.println("usage: drop VERSION, such as drop v2; the version without a suffix is called "
                    + ServingVersion.UNVERSIONED);
            return USAGE;
        }
        try {
            return drop(ServingVersion.named(arguments.get(1)), CommandConfig.read());
        } catch (IllegalArgumentException e) {
            err.println("drop: " + e.getMessage());
            return USAGE;
        }
    }

    private int drop(ServingVersion version, CommandConfig config) throws InterruptedException {
        try (var admin = Admin.create(config.kafka())) {
            var found = find(admin, version);
            if (found.isEmpty()) {
                err.println("drop: nothing is deleted: Kafka has no topic %s, so there is no version %s"
                        .formatted(version.topics().cleaned(), version.name()));
                return FAILED;
            }
            var resources = found.get();
            var inUse = groupsInUse(admin, resources.groups());
            if (!inUse.isEmpty()) {
                err.println("drop: " + version.name() + " is in use, by members of " + String.join(", ", inUse)
                        + "; stop them first (Kafka removes a processor from its group 10 s after it has ended)");
                return FAILED;
            }
            return delete(admin, resources, config.bucket(version));
        } catch (ExecutionException | KafkaException e) {
            err.println("drop: Kafka has refused (kafka.bootstrap.servers): " + e.getMessage());
            return FAILED;
        }
    }

    private static Optional<VersionResources> find(Admin admin, ServingVersion version)
            throws ExecutionException, InterruptedException {
        var names = admin.listTopics().names().get();
        var groups = admin.listGroups(ListGroupsOptions.forConsumerGroups()).all().get().stream()
                .map(GroupListing::groupId)
                .toList();
        return VersionResources.of(version, names, groups);
    }

    private static List<String> groupsInUse(Admin admin, List<String> groups)
            throws ExecutionException, InterruptedException {
        return admin.describeConsumerGroups(groups).all().get().values().stream()
                .filter(group -> !group.members().isEmpty())
                .map(group -> group.groupId())
                .sorted()
                .toList();
    }

    /** The topic that proves the version is deleted last, so that the command can be repeated if anything fails. */
    private int delete(Admin admin, VersionResources resources, InfluxBucket bucket)
            throws ExecutionException, InterruptedException {
        // Groups first: Kafka refuses to delete those that a member has joined meanwhile, and nothing is lost yet.
        admin.deleteConsumerGroups(resources.groups()).all().get();
        resources.groups().forEach(group -> out.println("deleted group  " + group));
        deleteTopics(admin, resources.topics());
        var status = drop(bucket);
        if (status == DONE) {
            deleteTopics(admin, List.of(resources.proof()));
        }
        return status;
    }

    private void deleteTopics(Admin admin, List<String> topics) throws ExecutionException, InterruptedException {
        admin.deleteTopics(topics).all().get();
        topics.forEach(topic -> out.println("deleted topic  " + topic));
    }

    private int drop(InfluxBucket bucket) {
        try {
            out.println(
                    switch (bucket.drop()) {
                        case DELETED -> "deleted bucket " + bucket.name();
                        case NOT_FOUND -> "there is no bucket " + bucket.name();
                        case UNSUPPORTED ->
                            "influxdb.url has no API for buckets: delete what it has of " + bucket.name() + " by hand";
                    });
            return DONE;
        } catch (InfluxException e) {
            err.println(
                    "drop: bucket %s has not been deleted: %s; repeat the command once InfluxDB accepts it (influxdb.url, influxdb.org, influxdb.token)"
                            .formatted(bucket.name(), e.getMessage()));
            return FAILED;
        }
    }
}
