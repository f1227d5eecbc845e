package io.footfall.processor.requests;

/** Is notified of each request that has been read. */
interface RequestListener {
    void ordinary();

    void unreadable();

    void suspicious(Suspicion.Reason reason);

    /** A suspicious request that is not forwarded. */
    void leftOut(Suspicion.Reason reason);
}
