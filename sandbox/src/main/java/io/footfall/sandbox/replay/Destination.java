package io.footfall.sandbox.replay;

import java.util.List;

/** Where a replay sends its clicks: it keeps their order and returns when they are taken or refused. */
interface Destination extends AutoCloseable {
    void send(List<RecordedClick> clicks) throws InterruptedException;

    @Override
    void close();
}
