package io.footfall.ingest.requests;

import io.footfall.ingest.IngestConfig;
import io.footfall.ingest.IngestMetrics;
import io.footfall.ingest.RejectedRequest;
import io.footfall.ingest.RejectedRequest.Reason;
import io.footfall.ingest.RequestBodyReader;
import io.footfall.ingest.Responses;
import io.footfall.ingest.Sender;
import io.footfall.ingest.SenderResolver;
import io.footfall.ingest.accesslog.AccessLogBody;
import io.footfall.ingest.accesslog.AccessLogParser;
import io.footfall.ingest.visitor.ClientAddress;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * {@code POST /requests}: receives lines of access logs, and responds once Kafka has acknowledged a record of each. A
 * line that cannot be read is rejected with its number and a reason, the others are taken. The route exists only if
 * somebody may send access logs. Documented in {@code openapi.yaml}.
 */
@Singleton
final class RequestsRoute {
    private static final Logger LOG = Logger.getLogger(RequestsRoute.class);
    /** Before the route that discards bodies. */
    private static final int FIRST = Integer.MIN_VALUE;
    /** Bodies that are parsed at the same time, or wait for it, beside the event loops. */
    private static final int MOST_BODIES = 16;

    private final AccessLogConfig config;
    private final int trustedProxies;
    private final Duration retryAfter;
    private final ShipperCheck shippers;
    private final RequestBodyReader bodies;
    private final AccessLogParser parser;
    private final RequestRecords records;
    private final RequestProducer producer;
    private final IngestMetrics requestMetrics;
    private final AccessLogMetrics metrics;
    private final AtomicInteger parsing = new AtomicInteger();
    private final LineReport report = new LineReport();

    RequestsRoute(
            AccessLogConfig config,
            IngestConfig ingest,
            SenderResolver senders,
            RequestBodyReader bodies,
            RequestProducer producer,
            IngestMetrics requestMetrics,
            AccessLogMetrics metrics) {
        this.config = config;
        this.trustedProxies = ingest.trustedProxies();
        this.retryAfter = ingest.retryAfter();
        this.shippers = new ShipperCheck(config.senders().orElse(List.of()), config.token());
        this.bodies = bodies;
        this.parser = new AccessLogParser(config.format().stream().toList(), config.fields(), config.maxLines());
        this.records = new RequestRecords(senders, producer.topic(), config.trustedProxies(), Clock.systemUTC());
        this.producer = producer;
        this.requestMetrics = requestMetrics;
        this.metrics = metrics;
    }

    void register(@Observes Router router) {
        if (AccessLogConfig.isOn(config)) {
            router.post("/requests").order(FIRST).handler(this::post);
            router.route("/requests").handler(routing -> Responses.methodNotAllowed(routing.response(), "POST"));
        }
    }

    private void post(RoutingContext routing) {
        var request = routing.request();
        var context = Vertx.currentContext();
        Uni.createFrom()
                .item(() -> admit(request))
                .chain(sender -> bodies.read(request, sender, config.maxBodySize()))
                .chain(body -> take(request, body))
                .emitOn(task -> context.runOnContext(ignored -> task.run()))
                .subscribe()
                .with(lines -> respond(routing, lines), failure -> fail(routing, failure));
    }

    /** Its rate is not limited. */
    private Sender admit(HttpServerRequest request) {
        var socket = request.remoteAddress().hostAddress();
        var forwarded = String.join(",", request.headers().getAll("X-Forwarded-For"));
        var address = ClientAddress.of(socket, forwarded, trustedProxies);
        shippers.check(address, request.getHeader(HttpHeaders.AUTHORIZATION));
        return new Sender(null, List.of(), true, ClientAddress.network(address));
    }

    /** Thousands of lines would keep an event loop from clicks. */
    private Uni<AccessLogBody.Lines> take(HttpServerRequest request, byte[] body) {
        if (parsing.incrementAndGet() > MOST_BODIES) {
            parsing.decrementAndGet();
            return Uni.createFrom()
                    .failure(new RejectedRequest(Reason.UNAVAILABLE, "too many bodies are being read", retryAfter));
        }
        var type =
                Optional.ofNullable(request.getHeader(HttpHeaders.CONTENT_TYPE)).orElse("");
        var isText = type.toLowerCase(Locale.ROOT).startsWith("text/plain");
        var batch = request.getHeader("Idempotency-Key");
        return Uni.createFrom()
                .item(() -> lines(body, isText))
                .chain(lines -> producer.write(records.of(lines.entries(), new BatchId(batch, body)))
                        .replaceWith(lines))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .onTermination()
                .invoke(parsing::decrementAndGet);
    }

    private AccessLogBody.Lines lines(byte[] body, boolean isText) {
        var read = parser.parse(body, isText);
        if (read instanceof AccessLogBody.Broken broken) {
            throw new RejectedRequest(Reason.MALFORMED, broken.message());
        }
        if (read instanceof AccessLogBody.TooManyLines tooMany) {
            throw new RejectedRequest(Reason.TOO_LARGE, tooMany.message());
        }
        return (AccessLogBody.Lines) read;
    }

    private void respond(RoutingContext routing, AccessLogBody.Lines lines) {
        lines.rejected().forEach(line -> metrics.rejected(line.problem()));
        report.warn(lines);
        if (!LineReport.isTaken(lines)) {
            requestMetrics.rejected(Reason.MALFORMED);
        }
        Responses.json(routing.response(), LineReport.isTaken(lines) ? 200 : 400, LineReport.of(lines));
    }

    private void fail(RoutingContext routing, Throwable failure) {
        if (failure instanceof RejectedRequest rejection) {
            requestMetrics.rejected(rejection.reason());
            LOG.debugf("Rejected a request: %s", rejection.getMessage());
            if (rejection.reason() == Reason.TOKEN) {
                routing.response().putHeader("WWW-Authenticate", "Bearer");
            }
            Responses.closeAfterBody(routing.request());
            Responses.rejected(routing.response(), rejection);
        } else {
            LOG.error("Request " + routing.request().path() + " failed", failure);
            Responses.failed(routing.response());
        }
    }
}
