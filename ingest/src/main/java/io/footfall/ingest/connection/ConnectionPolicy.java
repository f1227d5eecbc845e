package io.footfall.ingest.connection;

import java.net.InetAddress;
import java.util.Optional;

/** Decides whether a connection is accepted. Thread-safe. */
@FunctionalInterface
public interface ConnectionPolicy {
    /**
     * Decides on a connection that has just been opened.
     *
     * @param port that the client has connected to
     * @return what to do once the connection is closed; empty if it is refused
     */
    Optional<Runnable> accept(InetAddress peer, int port);
}
