package io.footfall.processor.replay;

import com.influxdb.exceptions.InfluxException;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.apache.kafka.common.KafkaException;

/**
 * {@code drop VERSION}: a serving version that nobody uses any more in, nothing of it left out. It
 * never touches {@code clicks}.
 */
public final class DropCommand {
    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int WRONG_USE = 2;

    private final PrintStream out;
    private final PrintStream err;

    public DropCommand(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /**
     * Runs the command.
     *
     * @return the exit status: 0 if all is gone, 1 if not, 2 for arguments that say nothing
     */
    public int run(List<String> arguments) throws IOException, InterruptedException {
        if (arguments.size() != 2 || !arguments.get(0).equals("drop")) {
            err.println(
                    "usage: drop VERSION, such as drop v2; the layer without a suffix is called " + Layer.UNVERSIONED);
            return WRONG_USE;
        }
        try {
            return drop(Layer.named(arguments.get(1)), CommandConfig.read());
        } catch (IllegalArgumentException e) {
            err.println("drop: " + e.getMessage());
            return WRONG_USE;
        }
    }

    private int drop(Layer layer, CommandConfig config) throws InterruptedException {
        try (var admin = Admin.create(config.kafka())) {
            var names = admin.listTopics().names().get();
            var groups = admin.listGroups(ListGroupsOptions.forConsumerGroups()).all().get().stream()
                    .map(GroupListing::groupId)
                    .toList();
            var footprint = Footprint.of(layer, names, groups);
            var live = live(admin, footprint.groups());
            if (!live.isEmpty()) {
                err.println("drop: " + layer.name() + " is in use, by members of " + String.join(", ", live)
                        + "; stop them first (a processor is forgotten 10 s after it has ended)");
                return FAILED;
            }
            delete(admin, layer, footprint);
        } catch (ExecutionException | KafkaException e) {
            err.println("drop: Kafka refuses: " + e.getMessage());
            return FAILED;
        }
        return drop(config.bucket(layer));
    }

    private static List<String> live(Admin admin, List<String> groups) throws ExecutionException, InterruptedException {
        return admin.describeConsumerGroups(groups).all().get().values().stream()
                .filter(group -> !group.members().isEmpty())
                .map(group -> group.groupId())
                .sorted()
                .toList();
    }

    private void delete(Admin admin, Layer layer, Footprint footprint) throws ExecutionException, InterruptedException {
        if (footprint.isEmpty()) {
            out.println("nothing of " + layer.name() + " is in Kafka");
        }
        // Groups first: the broker refuses those that somebody has joined meanwhile, and nothing is lost yet.
        admin.deleteConsumerGroups(footprint.groups()).all().get();
        footprint.groups().forEach(group -> out.println("deleted group  " + group));
        admin.deleteTopics(footprint.topics()).all().get();
        footprint.topics().forEach(topic -> out.println("deleted topic  " + topic));
    }

    private int drop(InfluxBucket bucket) {
        try {
            out.println(
                    switch (bucket.drop()) {
                        case DELETED -> "deleted bucket " + bucket.name();
                        case NOT_THERE -> "there is no bucket " + bucket.name();
                        case STORE_HAS_NO_BUCKETS ->
                            "the store knows no buckets: drop what it holds of " + bucket.name() + " by hand";
                    });
            return DONE;
        } catch (InfluxException e) {
            err.println("drop: bucket " + bucket.name() + " has to be dropped by hand: " + e.getMessage());
            return FAILED;
        }
    }
}
