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
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Limits the connections of one client to the ports for clicks, and the time that a request may take to arrive, before
 * the server opens its ports. Behind trusted proxies connections are not limited, because they are the proxies'.
 */
@Singleton
final class IngestServerOptions implements HttpServerOptionsCustomizer {
    private final IngestConfig config;
    private final IngestMetrics metrics;
    private final CidrBlocks trusted;
    private final ClientQuota connections;
    private final Set<Integer> ports = ConcurrentHashMap.newKeySet();

    IngestServerOptions(IngestConfig config, IngestMetrics metrics) {
        this.config = config;
        this.metrics = metrics;
        this.trusted = new CidrBlocks(config.trustedSenders().orElse(List.of()));
        this.connections = new ClientQuota(Long.MAX_VALUE, config.clientConnections(), new SecureRandom().nextLong());
    }

    @Override
    public void customizeHttpServer(HttpServerOptions options) {
        limit(options);
    }

    @Override
    public void customizeHttpsServer(HttpServerOptions options) {
        limit(options);
    }

    private void limit(HttpServerOptions options) {
        ports.add(options.getPort());
        ConnectionInitializer.configure(this::accept, config.requestTimeout(), () -> metrics.rejected(Reason.SLOW));
    }

    /** Probes must not be refused because of the connections of clients. A port of 0 was chosen by the system. */
    private boolean isOther(int port) {
        return !ports.contains(0) && !ports.contains(port);
    }

    /** Returns what to do when the connection is closed; empty if its client has too many. */
    Optional<Runnable> accept(InetAddress peer, int port) {
        var address = ClientAddress.of(peer.getHostAddress(), null, 0);
        if (isOther(port) || config.trustedProxies() > 0 || trusted.contains(address)) {
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
