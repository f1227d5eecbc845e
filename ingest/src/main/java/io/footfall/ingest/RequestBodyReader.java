package io.footfall.ingest;

import io.footfall.ingest.RejectedRequest.Reason;
import io.footfall.ingest.admission.ClientQuota;
import io.footfall.ingest.body.Gzip;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.security.SecureRandom;

/**
 * Reads and decompresses request bodies. All bodies being read take at most {@code max-buffered-bytes} of memory, those
 * of one client at most a small share of it, however many clients there are and however slowly they send.
 */
@Singleton
public final class RequestBodyReader {
    /** The share of one client, in bodies of the largest allowed size. */
    private static final int BODIES_PER_CLIENT = 8;

    private final IngestConfig config;
    private final ClientRate rate;
    private final ClientQuota memory;

    RequestBodyReader(IngestConfig config, ClientRate rate) {
        this.config = config;
        this.rate = rate;
        this.memory = new ClientQuota(
                config.maxBufferedBytes(),
                (int) Math.min(config.maxBufferedBytes(), (long) BODIES_PER_CLIENT * config.maxBodySize()),
                new SecureRandom().nextLong());
    }

    /** Reads to the end; fails with {@link RejectedRequest}. */
    Uni<byte[]> read(HttpServerRequest request, Sender sender) {
        return read(request, sender, config.maxBodySize());
    }

    /**
     * Reads to the end; fails with {@link RejectedRequest}.
     *
     * @param limit the largest body, in bytes, before and after decompression
     */
    public Uni<byte[]> read(HttpServerRequest request, Sender sender, int limit) {
        var encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
        var isGzip = "gzip".equalsIgnoreCase(encoding);
        if (encoding != null && !isGzip && !encoding.equalsIgnoreCase("identity")) {
            return Uni.createFrom()
                    .failure(new RejectedRequest(
                            Reason.ENCODING, "unsupported Content-Encoding: send gzip, or no encoding"));
        }
        var body = Uni.createFrom().<byte[]>emitter(emitter -> new Body(emitter, sender, limit).receive(request));
        return body.map(received -> {
            rate.charge(sender, ClientRate.clicks(received.length));
            return isGzip ? inflate(received, sender, limit) : received;
        });
    }

    /** Charges the content before it is decompressed: it may be a thousand times as long as the body. */
    private byte[] inflate(byte[] compressed, Sender sender, int limit) {
        var length = Gzip.declaredLength(compressed);
        if (!Gzip.isPossible(compressed, length)) {
            throw notGzip(compressed);
        }
        if (length > limit) {
            throw new RejectedRequest(
                    Reason.TOO_LARGE, "the body is larger than " + limit + " bytes, or the gzip body is truncated");
        }
        rate.charge(sender, ClientRate.clicks((int) length) - ClientRate.clicks(compressed.length));
        return Gzip.inflate(compressed, (int) length).orElseThrow(() -> notGzip(compressed));
    }

    private static RejectedRequest notGzip(byte[] body) {
        return new RejectedRequest(
                Reason.MALFORMED,
                Gzip.isBeginning(body)
                        ? "the gzip body is truncated or damaged: its end does not match its content"
                        : "Content-Encoding is gzip, but the body is not gzip");
    }

    private static RejectedRequest tooLarge(int limit) {
        return new RejectedRequest(Reason.TOO_LARGE, "the body is larger than " + limit + " bytes");
    }

    /** A body that is being read. Whatever becomes of it, its sender is charged for the bytes that were read. */
    private final class Body {
        private final UniEmitter<? super byte[]> emitter;
        private final Sender sender;
        private final int limit;
        private final int slot;
        private Buffer received = Buffer.buffer(0);
        private Buffer growing;
        private boolean done;

        Body(UniEmitter<? super byte[]> emitter, Sender sender, int limit) {
            this.emitter = emitter;
            this.sender = sender;
            this.limit = limit;
            this.slot = memory.slot(sender.network());
        }

        void receive(HttpServerRequest request) {
            request.exceptionHandler(failure ->
                    reject(new RejectedRequest(Reason.ABORTED, "the connection ended before the body was complete")));
            request.handler(this::add);
            request.endHandler(end -> complete());
            request.resume();
        }

        private void complete() {
            if (!done) {
                var bytes = received.getBytes();
                finish();
                emitter.complete(bytes);
            }
        }

        /** Bytes after a rejection are discarded, so that the client gets to read the response. */
        private void add(Buffer chunk) {
            if (done) {
                return;
            }
            if (received.length() + chunk.length() > limit) {
                reject(tooLarge(limit));
            } else if (!memory.reserve(slot, chunk.length())) {
                reject(new RejectedRequest(Reason.UNAVAILABLE, "too many bodies are being read", config.retryAfter()));
            } else {
                received = received.length() == 0 ? chunk : joined(received, chunk);
            }
        }

        /** Most bodies are one chunk, which is not copied. */
        private Buffer joined(Buffer before, Buffer chunk) {
            growing = growing == null ? Buffer.buffer(2 * before.length()).appendBuffer(before) : growing;
            return growing.appendBuffer(chunk);
        }

        private void reject(RejectedRequest rejection) {
            if (!done) {
                rate.chargeAfterwards(sender, ClientRate.clicks(received.length()));
                finish();
                emitter.fail(rejection);
            }
        }

        private void finish() {
            done = true;
            memory.release(slot, received.length());
            received = Buffer.buffer(0);
            growing = null;
        }
    }
}
