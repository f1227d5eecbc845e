package io.footfall.ingest;

import io.footfall.ingest.RejectedRequest.Reason;
import io.footfall.ingest.admission.ClientQuota;
import io.footfall.ingest.connection.ConnectionInitializer;
import io.footfall.ingest.visitor.CidrBlocks;
import io.footfall.ingest.visitor.ClientAddress;
import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;

/**
 * Limits the connections of one client, and the time that a request may take to arrive, before the server opens its
 * port. Behind trusted proxies connections are not limited, because they are the proxies'.
 */
@Singleton
final class IngestServerOptions implements HttpServerOptionsCustomizer {
    private final IngestConfig config;
    private final IngestMetrics metrics;
    private final CidrBlocks trusted;
    private final ClientQuota connections;

    IngestServerOptions(IngestConfig config, IngestMetrics metrics) {
        this.config = config;
        this.metrics = metrics;
        this.trusted = new CidrBlocks(config.trustedSenders().orElse(List.of()));
        this.connections = new ClientQuota(Long.MAX_VALUE, config.clientConnections(), new SecureRandom().nextLong());
    }

    @Override
    public void customizeHttpServer(HttpServerOptions options) {
        ConnectionInitializer.configure(this::accept, config.requestTimeout(), () -> metrics.rejected(Reason.SLOW));
    }

    /** Returns what to do when the connection is closed; empty if its client has too many. */
    Optional<Runnable> accept(InetAddress peer) {
        var address = ClientAddress.of(peer.getHostAddress(), null, 0);
        if (config.trustedProxies() > 0 || trusted.contains(address)) {
            return Optional.of(() -> {});
        }
        var slot = connections.slot(ClientAddress.network(address));
        if (!connections.reserve(slot, 1)) {
            metrics.rejected(Reason.CONNECTIONS);
            return Optional.empty();
        }
        return Optional.of(() -> connections.release(slot, 1));
    }
}
