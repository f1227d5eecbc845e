package io.footfall.benchmarks.load;

/** Hears what became of every request; always from one thread. */
public interface AnswerLog {
    /** The request was answered. */
    void answered(Sent request, int status, long nowNanos);

    /** The connection broke before there was an answer. */
    void broken(Sent request, long nowNanos);

    /**
     * A request that was sent.
     *
     * @param sequence number of its first click; the others follow
     * @param clicks how many there are in it
     * @param nanos when
     */
    record Sent(int sequence, int clicks, long nanos) {}
}
