package io.footfall.sandbox.kafka;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Settings of a small single-node Kafka on 127.0.0.1, which is broker and controller. */
final class BrokerSettings {
    private BrokerSettings() {}

    static Map<String, String> of(Path directory, int clientPort, int controllerPort) {
        return Stream.of(identity(directory, clientPort, controllerPort), singleNode(), lasting(), fast(), small())
                .flatMap(settings -> settings.entrySet().stream())
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Map<String, String> identity(Path directory, int clientPort, int controllerPort) {
        return Map.of(
                "process.roles", "broker,controller",
                "node.id", "1",
                "controller.quorum.voters", "1@127.0.0.1:" + controllerPort,
                "controller.listener.names", "CONTROLLER",
                "listener.security.protocol.map", "CLIENTS:PLAINTEXT,CONTROLLER:PLAINTEXT",
                "inter.broker.listener.name", "CLIENTS",
                "listeners", "CLIENTS://127.0.0.1:" + clientPort + ",CONTROLLER://127.0.0.1:" + controllerPort,
                "advertised.listeners", "CLIENTS://127.0.0.1:" + clientPort,
                "log.dirs", directory.toString());
    }

    private static Map<String, String> singleNode() {
        return Map.of(
                "default.replication.factor", "1",
                "min.insync.replicas", "1",
                "offsets.topic.replication.factor", "1",
                "transaction.state.log.replication.factor", "1",
                "transaction.state.log.min.isr", "1",
                "share.coordinator.state.topic.replication.factor", "1",
                "share.coordinator.state.topic.min.isr", "1",
                "auto.create.topics.enable", "false");
    }

    /** Ten years: a group without its offsets would process all clicks again. */
    private static Map<String, String> lasting() {
        return Map.of("offsets.retention.minutes", "5256000");
    }

    /**
     * No delay before consumer groups form. Transactions of killed services time out within a second; one that begins while
     * the last one of its producer is still ending waits 5 ms instead of 20.
     */
    private static Map<String, String> fast() {
        return Map.of(
                "add.partitions.to.txn.retry.backoff.ms", "5",
                "group.initial.rebalance.delay.ms", "0",
                "group.min.session.timeout.ms", "1000",
                "transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000");
    }

    private static Map<String, String> small() {
        return Map.of(
                "num.network.threads", "2",
                "num.io.threads", "4",
                "background.threads", "2",
                "metadata.max.idle.interval.ms", "5000",
                "offsets.topic.num.partitions", "4",
                "transaction.state.log.num.partitions", "4",
                "log.cleaner.dedupe.buffer.size", "16777216",
                "log.cleaner.io.buffer.size", "131072");
    }
}
