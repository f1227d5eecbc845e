package io.footfall.dashboard;

import io.footfall.access.LoginExpiry;
import io.footfall.dashboard.state.Dashboard;
import io.footfall.dashboard.state.Snapshot;
import io.footfall.dashboard.stream.SseEventLog;
import io.footfall.dashboard.stream.UpdateThrottle;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * {@code GET /stream}: sends the dashboard's changes as server-sent events. Each change is computed once for all
 * clients.
 *
 * <p>A Vert.x route, because a REST resource cannot see how much of its response the client has not read yet.
 * Documented in {@code openapi.yaml}.
 */
@Singleton
@RegisterForReflection(targets = Snapshot.class, registerFullHierarchy = true)
final class EventStream {
    private static final int HEARTBEAT_CHECKS = 5;
    private static final int METHOD_NOT_ALLOWED = 405;

    private final Dashboard dashboard;
    private final RestoreReadiness readiness;
    private final SseEventLog events;
    private final DashboardConfig config;
    private final Vertx vertx;
    private final Clock clock;
    private final Set<SseConnection> connections = ConcurrentHashMap.newKeySet();

    EventStream(
            Dashboard dashboard,
            RestoreReadiness readiness,
            SseEventLog events,
            DashboardConfig config,
            Vertx vertx,
            Clock clock,
            MeterRegistry meters) {
        this.dashboard = dashboard;
        this.readiness = readiness;
        this.events = events;
        this.config = config;
        this.vertx = vertx;
        this.clock = clock;
        meters.gaugeCollectionSize("footfall.dashboard.streams", List.of(), connections);
    }

    void register(@Observes Router router) {
        router.get("/stream").handler(this::open);
        router.route("/stream").handler(routing -> routing.response()
                .setStatusCode(METHOD_NOT_ALLOWED)
                .putHeader(HttpHeaders.ALLOW, HttpMethod.GET.name())
                .end());
    }

    void start(@Observes StartupEvent event) {
        new UpdateLoop(vertx, new UpdateThrottle(config.updateInterval(), System.nanoTime()), dashboard, this::publish)
                .start();
        // Updates may be seldom, heartbeats may not.
        var heartbeatCheck = config.heartbeatInterval().dividedBy(HEARTBEAT_CHECKS);
        vertx.setPeriodic(heartbeatCheck.toMillis(), tick -> connections.forEach(SseConnection::update));
    }

    private Void publish() {
        if (readiness.isComplete()) {
            events.publish(dashboard.snapshot());
        }
        connections.forEach(SseConnection::update);
        return null;
    }

    /** Browsers reconnect by themselves, to another replica or to this one after its restart. */
    void stop(@Observes ShutdownEvent event) {
        connections.forEach(SseConnection::end);
    }

    /** Ends a stream when its login expires; the client reconnects if it can renew it. */
    private OptionalLong endWithLogin(SseConnection connection, RoutingContext routing) {
        var left = LoginExpiry.of(routing).map(expiry -> Duration.between(clock.instant(), expiry));
        return left.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(vertx.setTimer(Math.max(1, left.get().toMillis()), timer -> connection.end()));
    }

    private void open(RoutingContext routing) {
        var response = routing.response();
        if (connections.size() >= config.maxStreams()) {
            response.setStatusCode(503)
                    .putHeader(
                            HttpHeaders.RETRY_AFTER,
                            Long.toString(config.retry().toSeconds() + 1))
                    .end();
            return;
        }
        var connection = new SseConnection(response, Vertx.currentContext(), events, config.heartbeatInterval());
        response.setChunked(true)
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/event-stream;charset=UTF-8")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store, no-transform")
                .putHeader("X-Accel-Buffering", "no") // or nginx holds events back
                .putHeader(HttpHeaders.CONTENT_ENCODING, HttpHeaders.IDENTITY);
        var expiry = endWithLogin(connection, routing);
        response.closeHandler(closed -> {
            connections.remove(connection);
            expiry.ifPresent(vertx::cancelTimer);
        });
        response.exceptionHandler(failure -> connections.remove(connection));
        routing.request().resume();
        connections.add(connection);
        connection.begin(routing.request().getHeader("Last-Event-ID"));
    }
}
