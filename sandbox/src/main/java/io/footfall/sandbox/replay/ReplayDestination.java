package io.footfall.sandbox.replay;

import java.util.List;

/** Receives the clicks of a replay in order. */
interface ReplayDestination extends AutoCloseable {
    /** Sends clicks, and may wait until they are accepted or rejected. */
    void send(List<RecordedClick> clicks) throws InterruptedException;

    @Override
    void close();
}
