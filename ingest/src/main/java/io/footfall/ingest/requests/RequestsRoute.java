package io.footfall.ingest.requests;

import io.footfall.ingest.IngestConfig;
import io.footfall.ingest.IngestMetrics;
import io.footfall.ingest.RejectedRequest;
import io.footfall.ingest.RejectedRequest.Reason;
import io.footfall.ingest.RequestBodyReader;
import io.footfall.ingest.RequestBodyReader.ReceivedBody;
import io.footfall.ingest.Responses;
import io.footfall.ingest.Sender;
import io.footfall.ingest.SenderResolver;
import io.footfall.ingest.accesslog.AccessLogBody;
import io.footfall.ingest.accesslog.AccessLogParser;
import io.footfall.ingest.keys.VisitorKeys;
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
import java.util.concurrent.atomic.AtomicLong;
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
    /** Bodies of the largest size that are read at the same time; and as many are parsed, or wait for Kafka. */
    private static final int LARGEST_BODIES = 4;
    /** What a body takes beside its content, in bytes. */
    private static final int BODY_BYTES = 16_384;

    private final AccessLogConfig config;
    private final int trustedProxies;
    private final Duration retryAfter;
    private final ShipperCheck shippers;
    private final RequestBodyReader bodies;
    private final AccessLogParser parser;
    private final RequestRecords records;
    private final BatchId batches;
    private final RequestProducer producer;
    private final IngestMetrics requestMetrics;
    private final AccessLogMetrics metrics;
    private final AtomicLong parsing = new AtomicLong();
    private final LineReport report = new LineReport();

    RequestsRoute(
            AccessLogConfig config,
            IngestConfig ingest,
            SenderResolver senders,
            VisitorKeys keys,
            RequestBodyReader bodies,
            RequestProducer producer,
            IngestMetrics requestMetrics,
            AccessLogMetrics metrics) {
        this.config = config;
        this.trustedProxies = ingest.trustedProxies();
        this.retryAfter = ingest.retryAfter();
        this.shippers = new ShipperCheck(config.senders().orElse(List.of()), config.token());
        this.bodies = bodies.with(config.maxBodySize(), (long) LARGEST_BODIES * config.maxBodySize());
        this.parser = new AccessLogParser(config.format().stream().toList(), config.fields(), config.maxLines());
        var clock = Clock.systemUTC();
        this.records = new RequestRecords(senders, producer.topic(), config.trustedProxies(), clock);
        this.batches = new BatchId(keys::mac, clock, retryAfter);
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
                .chain(sender -> bodies.receive(request, sender).chain(body -> take(request, sender, body)))
                .emitOn(task -> context.runOnContext(ignored -> task.run()))
                .subscribe()
                .with(lines -> respond(routing, lines), failure -> fail(routing, failure));
    }

    /** Its rate is not limited. */
    private Sender admit(HttpServerRequest request) {
        var socket = request.remoteAddress().hostAddress();
        var forwarded = String.join(",", request.headers().getAll("X-Forwarded-For"));
        var address = ClientAddress.of(socket, forwarded, trustedProxies);
        var isDirect = ShipperCheck.isDirect(request.headers(), trustedProxies);
        shippers.check(address, isDirect, request.getHeader(HttpHeaders.AUTHORIZATION));
        return new Sender(null, List.of(), true, ClientAddress.network(address));
    }

    /** Thousands of lines would keep an event loop from clicks. */
    private Uni<AccessLogBody.Lines> take(HttpServerRequest request, Sender sender, ReceivedBody body) {
        var bytes = BODY_BYTES + Math.min(Math.max(0, body.contentLength()), config.maxBodySize());
        if (parsing.addAndGet(bytes) > LARGEST_BODIES * (config.maxBodySize() + (long) BODY_BYTES)) {
            parsing.addAndGet(-bytes);
            return Uni.createFrom()
                    .failure(new RejectedRequest(Reason.UNAVAILABLE, "too many bodies are being read", retryAfter));
        }
        var type =
                Optional.ofNullable(request.getHeader(HttpHeaders.CONTENT_TYPE)).orElse("");
        var isText = type.toLowerCase(Locale.ROOT).startsWith("text/plain");
        var batch = request.getHeader("Idempotency-Key");
        return Uni.createFrom()
                .item(() -> bodies.decompressed(body, sender))
                .chain(content -> write(lines(content, isText), batches.of(batch, content)))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .onTermination()
                .invoke(() -> parsing.addAndGet(-bytes));
    }

    private Uni<AccessLogBody.Lines> write(AccessLogBody.Lines lines, String batch) {
        return producer.write(records.of(lines.entries(), batch)).replaceWith(lines);
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
