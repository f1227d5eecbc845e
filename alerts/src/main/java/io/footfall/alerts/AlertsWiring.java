package io.footfall.alerts;

import io.footfall.alerts.evaluation.Evaluator;
import io.footfall.alerts.evaluation.RetainedEvents;
import io.footfall.alerts.evaluation.SecurityEventDecoder;
import io.footfall.alerts.leader.ActiveReplica;
import io.footfall.alerts.leader.LeaderLoop;
import io.footfall.alerts.notify.Dispatcher;
import io.footfall.alerts.notify.Receiver;
import io.footfall.alerts.notify.delivery.AlertRepeater;
import io.footfall.alerts.notify.delivery.DeliveryMetrics;
import io.footfall.alerts.notify.delivery.DeliveryObserver;
import io.footfall.alerts.notify.delivery.DeliveryQueue;
import io.footfall.alerts.notify.delivery.Retries;
import io.footfall.alerts.rules.RuleEngine;
import io.footfall.alerts.rules.RulesConfig;
import io.footfall.alerts.rules.Thresholds;
import io.footfall.alerts.state.AlertTracker;
import io.footfall.alerts.state.AlertsLog;
import io.footfall.alerts.state.AlertsLogProducer;
import io.footfall.alerts.state.AlertsView;
import io.footfall.alerts.state.RecordPosition;
import io.footfall.alerts.state.actions.OperatorActions;
import io.footfall.events.topics.ConsumerGroups;
import io.footfall.events.topics.KafkaRights;
import io.footfall.events.topics.KafkaStart;
import io.footfall.events.topics.Topics;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Creates the plain Java objects from the settings. */
final class AlertsWiring {
    /** After the settings have been checked. */
    private static final int BEFORE_KAFKA = Interceptor.Priority.PLATFORM_BEFORE;

    void awaitKafka(
            @Observes @Priority(BEFORE_KAFKA) StartupEvent started,
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            Topics topics,
            AlertsConfig config)
            throws InterruptedException {
        KafkaStart.await(kafka, rights(kafka, topics), config.startTimeout());
    }

    static KafkaRights rights(Map<String, Object> kafka, Topics topics) {
        var group = new ConsumerGroups(topics).alerts();
        var state = List.of(topics.alerts(), topics.notifications(), topics.operatorActions());
        return new KafkaRights(kafka)
                .toRead(List.of(topics.forbidden(), topics.suspiciousRequests(), topics.pageViews(), topics.traffic()))
                .toRead(state)
                .toWrite(state)
                .toWrite(List.of(topics.undelivered()))
                .toJoin(List.of(group))
                .toCommit(group);
    }

    @Produces
    @Singleton
    Clock clock() {
        return Clock.tickMillis(ZoneOffset.UTC);
    }

    @Produces
    @Singleton
    AlertsView view() {
        return new AlertsView(new OperatorActions());
    }

    @Produces
    @Singleton
    Topics topics(@ConfigProperty(name = "footfall.serving-version") Optional<String> version) {
        return new Topics(version.orElse(""));
    }

    @Produces
    @Singleton
    SecurityEventDecoder decoder(Topics topics) {
        return new SecurityEventDecoder(topics);
    }

    @Produces
    @Singleton
    static AlertTracker.Policy trackerPolicy(AlertsConfig config) {
        return new AlertTracker.Policy(config.resolveTimeout(), config.maxAlerts(), config.maxEvidence());
    }

    /** Each take-over starts with a new replica, whose state comes from Kafka alone. */
    @Produces
    @Singleton
    Supplier<ActiveReplica> newReplica(
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            Topics topics,
            AlertsConfig config,
            RulesConfig rules,
            List<Receiver> receivers,
            AlertsView view,
            RetainedEvents retained,
            LeaderLoop loop,
            DeliveryMetrics metrics,
            Clock clock) {
        return () -> {
            var log = new AlertsLogProducer(kafka, topics, config.startTimeout());
            return replica(config, rules, receivers, view, log, retained::hasPageViewsAfter, loop, metrics, clock);
        };
    }

    static ActiveReplica replica(
            AlertsConfig config,
            RulesConfig rules,
            List<Receiver> receivers,
            AlertsView view,
            AlertsLog log,
            Predicate<RecordPosition> hasPageViewsAfter,
            Executor executor,
            DeliveryObserver observer,
            Clock clock) {
        var dispatcher =
                new Dispatcher(new Dispatcher.Policy(config.groupWait(), config.repeatInterval()), view.actions());
        var deliveries =
                new DeliveryQueue(receivers, deliveryPolicy(config), log, view.actions(), executor, clock, observer);
        var repeater = new AlertRepeater(
                receivers, config.delivery().attemptTimeout(), view.actions(), executor, clock, observer);
        var evaluator = new Evaluator(
                new RuleEngine(Thresholds.of(rules)),
                new AlertTracker(trackerPolicy(config)),
                dispatcher::isSettled,
                hasPageViewsAfter);
        return new ActiveReplica(evaluator, dispatcher, deliveries, repeater, view, log, clock);
    }

    private static DeliveryQueue.Policy deliveryPolicy(AlertsConfig config) {
        var delivery = config.delivery();
        var retries = new Retries(
                delivery.backoff(), () -> ThreadLocalRandom.current().nextDouble());
        return new DeliveryQueue.Policy(
                delivery.attemptTimeout(), retries, delivery.maxConcurrent(), delivery.maxPending());
    }
}
