package io.footfall.ingest.delivery;

import io.footfall.ingest.admission.InFlightClicks;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;

/** Sends the records of a request, and completes the request when the last is acknowledged or has failed. */
public final class Acknowledgements implements Callback {
    private final AtomicInteger missing;
    private final InFlightClicks inFlight;
    private final Outcome outcome;
    private final long sentAt = System.nanoTime();
    private volatile Exception failure;

    /** Receives what became of all records. */
    @FunctionalInterface
    public interface Outcome {
        /**
         * Is called once.
         *
         * @param failure of one of the records; null if all are acknowledged
         * @param nanos since the first was sent
         */
        void complete(Exception failure, long nanos);
    }

    /**
     * @param count of the records that will be sent
     * @param inFlight where they have been reserved
     */
    public Acknowledgements(int count, InFlightClicks inFlight, Outcome outcome) {
        this.missing = new AtomicInteger(count);
        this.inFlight = inFlight;
        this.outcome = outcome;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the callback gets every outcome
    public void send(Producer<String, byte[]> producer, ProducerRecord<String, byte[]> message) {
        try {
            producer.send(message, this);
        } catch (RuntimeException e) {
            // Kafka does not call back for what it throws, and the record would count as in flight for ever.
            onCompletion(null, e);
        }
    }

    @Override
    public void onCompletion(RecordMetadata metadata, Exception exception) {
        if (exception == null) {
            inFlight.acknowledged();
        } else {
            failed(exception);
        }
        if (missing.decrementAndGet() == 0) {
            outcome.complete(failure, System.nanoTime() - sentAt);
        }
    }

    /** A record that is too large for Kafka says nothing about the next one. */
    private void failed(Exception exception) {
        failure = exception;
        if (exception instanceof RecordTooLargeException) {
            inFlight.rejected();
        } else {
            inFlight.failed();
        }
    }
}
