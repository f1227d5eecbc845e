package io.footfall.ingest;

import io.footfall.ingest.Refused.Reason;
import io.footfall.ingest.admission.ClientShare;
import io.footfall.ingest.body.Gzip;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.security.SecureRandom;

/**
 * Takes in what a request brings: a request in, its plain bytes out. However many senders there are
 * and however slow, the bodies being read are no more bytes than {@code max-buffered}, and those of one
 * client a small part of it.
 */
@Singleton
final class BodyReader {
    /** So many of the largest bodies one client may be sending at a time. */
    private static final int SHARES = 8;

    private final int limit;
    private final IngestConfig config;
    private final ClientShare memory;

    BodyReader(IngestConfig config) {
        this.config = config;
        this.limit = config.maxBodySize();
        this.memory = new ClientShare(
                config.maxBuffered(),
                (int) Math.min(config.maxBuffered(), (long) SHARES * limit),
                new SecureRandom().nextLong());
    }

    /** Reads to the end; fails with {@link Refused}. */
    Uni<byte[]> read(HttpServerRequest request, Sender sender) {
        var encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
        var isGzip = "gzip".equalsIgnoreCase(encoding);
        if (encoding != null && !isGzip && !encoding.equalsIgnoreCase("identity")) {
            return Uni.createFrom().failure(new Refused(Reason.ENCODING, "send the body as it is, or as gzip"));
        }
        var body = Uni.createFrom()
                .<byte[]>emitter(emitter -> new Body(emitter, memory.slot(sender.network())).receive(request));
        return isGzip ? body.map(this::inflated) : body;
    }

    private byte[] inflated(byte[] compressed) {
        var body = Gzip.inflate(compressed, limit)
                .orElseThrow(() -> new Refused(Reason.MALFORMED, "the body says that it is gzip, and is not"));
        if (body.length > limit) {
            throw tooLarge();
        }
        return body;
    }

    private Refused tooLarge() {
        return new Refused(Reason.TOO_LARGE, "the body is larger than " + limit + " bytes");
    }

    /** One body on its way in. */
    private final class Body {
        private final UniEmitter<? super byte[]> emitter;
        private final int slot;
        private Buffer received = Buffer.buffer(0);
        private Buffer growing;
        private boolean over;

        Body(UniEmitter<? super byte[]> emitter, int slot) {
            this.emitter = emitter;
            this.slot = slot;
        }

        void receive(HttpServerRequest request) {
            request.exceptionHandler(failure -> refuse(new Refused(Reason.ABORTED, "the body ended too soon")));
            request.handler(this::add);
            request.endHandler(end -> {
                if (!over) {
                    var bytes = received.getBytes();
                    finish();
                    emitter.complete(bytes);
                }
            });
            request.resume();
        }

        /** What comes after a refusal is let go, so that the sender gets to read the answer. */
        private void add(Buffer chunk) {
            if (over) {
                return;
            }
            if (received.length() + chunk.length() > limit) {
                refuse(tooLarge());
            } else if (!memory.take(slot, chunk.length())) {
                refuse(new Refused(Reason.UNAVAILABLE, "too many bodies are being read", config.retryAfter()));
            } else {
                received = received.length() == 0 ? chunk : joined(received, chunk);
            }
        }

        /** Only what a first chunk does not hold is worth a buffer that grows. */
        private Buffer joined(Buffer before, Buffer chunk) {
            growing = growing == null ? Buffer.buffer(2 * before.length()).appendBuffer(before) : growing;
            return growing.appendBuffer(chunk);
        }

        private void refuse(Refused refusal) {
            if (!over) {
                finish();
                emitter.fail(refusal);
            }
        }

        private void finish() {
            over = true;
            memory.release(slot, received.length());
            received = Buffer.buffer(0);
            growing = null;
        }
    }
}
