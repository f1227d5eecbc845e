package io.footfall.sandbox.traffic;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes simulated clicks of the past directly to Kafka, with their visitor as key. */
public final class PastHour {
    private static final long SEED = 20180113;
    private static final double CLICKS_PER_SECOND = 5;

    private final String bootstrapServers;
    private final SplittableRandom random = new SplittableRandom(SEED);
    private final VisitorPool visitors = new VisitorPool(SEED);

    public PastHour(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    /** Ordinary visits. */
    public void visits(Instant from, Instant to) {
        write(new OrdinaryVisits(random.split(), visitors, new SimulatedSite(), CLICKS_PER_SECOND), from, to);
    }

    /** A flood that lasts for less than a minute. */
    public void flood(Instant from) {
        writeNext(new PageFloods(random.split(), visitors, new SimulatedSite(), CLICKS_PER_SECOND), from);
    }

    /** Probes of several management pages. */
    public void probes(Instant from) {
        writeNext(new PathProbes(random.split(), visitors), from);
    }

    private void writeNext(TrafficSource source, Instant from) {
        var beginning = source.next();
        write(source.nextClicks(), from.minus(beginning));
    }

    private void write(TrafficSource source, Instant from, Instant to) {
        var span = Duration.between(from, to);
        var clicks = new ArrayList<PlannedClick>();
        while (source.next().compareTo(span) < 0) {
            clicks.addAll(source.nextClicks());
        }
        clicks.removeIf(click -> click.at().compareTo(span) >= 0);
        clicks.sort(Comparator.comparing(PlannedClick::at));
        write(clicks, from);
    }

    private void write(List<PlannedClick> clicks, Instant beginning) {
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", bootstrapServers),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (var click : clicks) {
                var body = click.body(beginning.plus(click.at()).toEpochMilli());
                var unused = producer.send(new ProducerRecord<>("clicks", key(click.visitor()), body));
            }
        }
    }

    private static byte[] key(SimulatedVisitor visitor) {
        return (visitor.address() + visitor.userAgent()).getBytes(UTF_8);
    }
}
