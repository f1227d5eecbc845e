package io.footfall.ingest;

import io.footfall.ingest.RejectedRequest.Reason;
import io.footfall.ingest.admission.ClientQuota;
import io.footfall.ingest.body.Gzip;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Inject;
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

    private final int limit;
    private final IngestConfig config;
    private final ClientRate rate;
    private final ClientQuota memory;

    @Inject
    RequestBodyReader(IngestConfig config, ClientRate rate) {
        this(config, rate, config.maxBodySize(), config.maxBufferedBytes());
    }

    private RequestBodyReader(IngestConfig config, ClientRate rate, int limit, long total) {
        this.config = config;
        this.rate = rate;
        this.limit = limit;
        this.memory = new ClientQuota(
                total,
                (int) Math.min(Math.min(total, Integer.MAX_VALUE), (long) BODIES_PER_CLIENT * limit),
                new SecureRandom().nextLong());
    }

    /**
     * A reader with memory of its own.
     *
     * @param limit the largest body, in bytes, before and after decompression
     * @param total memory for all bodies that it reads at the same time, in bytes
     */
    public RequestBodyReader with(int limit, long total) {
        return new RequestBodyReader(config, rate, limit, total);
    }

    /** Reads to the end and decompresses; fails with {@link RejectedRequest}. */
    Uni<byte[]> read(HttpServerRequest request, Sender sender) {
        var isGzip = isGzip(request);
        return bytes(request, sender).map(bytes -> decompressed(new ReceivedBody(bytes, isGzip), sender));
    }

    /** Reads to the end; fails with {@link RejectedRequest}. */
    public Uni<ReceivedBody> receive(HttpServerRequest request, Sender sender) {
        var isGzip = isGzip(request);
        return bytes(request, sender).map(bytes -> new ReceivedBody(bytes, isGzip));
    }

    /** A body that has been read to its end, and is not decompressed yet. */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares two
    public record ReceivedBody(byte[] bytes, boolean isGzip) {
        /** The length of the content as the body declares it: that of a damaged one may be anything. */
        public long contentLength() {
            return isGzip ? Gzip.declaredLength(bytes) : bytes.length;
        }
    }

    /** The content of a body; throws {@link RejectedRequest}. */
    public byte[] decompressed(ReceivedBody body, Sender sender) {
        rate.charge(sender, ClientRate.clicks(body.bytes().length));
        return body.isGzip() ? inflate(body.bytes(), sender) : body.bytes();
    }

    private static boolean isGzip(HttpServerRequest request) {
        var encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
        var isGzip = "gzip".equalsIgnoreCase(encoding);
        if (encoding != null && !isGzip && !encoding.equalsIgnoreCase("identity")) {
            throw new RejectedRequest(Reason.ENCODING, "unsupported Content-Encoding: send gzip, or no encoding");
        }
        return isGzip;
    }

    private Uni<byte[]> bytes(HttpServerRequest request, Sender sender) {
        return Uni.createFrom().emitter(emitter -> new Body(emitter, sender).receive(request));
    }

    /** Charges the content before it is decompressed: it may be a thousand times as long as the body. */
    private byte[] inflate(byte[] compressed, Sender sender) {
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

    private RejectedRequest tooLarge() {
        return new RejectedRequest(Reason.TOO_LARGE, "the body is larger than " + limit + " bytes");
    }

    /** A body that is being read. Whatever becomes of it, its sender is charged for the bytes that were read. */
    private final class Body {
        private final UniEmitter<? super byte[]> emitter;
        private final Sender sender;
        private final int slot;
        private Buffer received = Buffer.buffer(0);
        private Buffer growing;
        private boolean done;

        Body(UniEmitter<? super byte[]> emitter, Sender sender) {
            this.emitter = emitter;
            this.sender = sender;
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
                reject(tooLarge());
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
