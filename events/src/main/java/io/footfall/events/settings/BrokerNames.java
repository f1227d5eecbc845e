package io.footfall.events.settings;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.Utils;
import org.jboss.logging.Logger;

/**
 * Waits until the host name of a Kafka broker resolves. The name of a broker that is still starting may not resolve yet,
 * such as that of a headless service of Kubernetes, and Kafka's clients cannot be created without an address. Thread-safe.
 */
public final class BrokerNames {
    private static final Logger LOG = Logger.getLogger(BrokerNames.class);
    private static final Duration INTERVAL = Duration.ofMillis(500);
    private static final Duration LOG_INTERVAL = Duration.ofMinutes(1);

    private final String servers;
    private final List<String> hosts;
    /** Since when nothing resolves, and the next time to say so; meaningless while a name resolves. */
    private long since;

    private long nextLine;
    private boolean isWaiting;

    /**
     * Resolves nothing yet.
     *
     * @param servers value of {@code kafka.bootstrap.servers}
     */
    public BrokerNames(String servers) {
        this.servers = servers;
        this.hosts = Stream.of(servers.split(",", -1))
                .map(server -> Utils.getHost(server.strip()))
                .filter(Objects::nonNull)
                .toList();
    }

    /**
     * Returns as soon as {@link #areResolved}.
     *
     * @throws InterruptedException if the service is stopped meanwhile
     */
    public void await() throws InterruptedException {
        while (!areResolved()) {
            if (ServiceMain.isStopping()) {
                throw new InterruptedException("The service has been stopped while it waited for Kafka at " + servers);
            }
            Thread.sleep(INTERVAL.toMillis());
        }
    }

    /**
     * Whether a name resolves: one is enough for Kafka's clients. True if there is no name at all, so that Kafka's client
     * says what is wrong with the setting. While it is false, a line a minute is logged.
     */
    public synchronized boolean areResolved() {
        var now = System.nanoTime();
        if (hosts.isEmpty() || hosts.stream().anyMatch(BrokerNames::isResolved)) {
            if (isWaiting) {
                LOG.infof("The name of a Kafka broker of %s resolves now", servers);
            }
            isWaiting = false;
            return true;
        }
        if (!isWaiting) {
            isWaiting = true;
            since = now;
            nextLine = now;
        }
        if (now - nextLine >= 0) {
            nextLine += LOG_INTERVAL.toNanos();
            LOG.warnf(
                    "The name of no Kafka broker of %s resolves (kafka.bootstrap.servers); waiting for %d s so far",
                    servers, Duration.ofNanos(now - since).toSeconds());
        }
        return false;
    }

    private static boolean isResolved(String host) {
        try {
            return InetAddress.getAllByName(host).length > 0;
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
