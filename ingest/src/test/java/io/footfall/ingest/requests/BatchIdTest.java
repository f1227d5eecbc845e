package io.footfall.ingest.requests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.footfall.ingest.RejectedRequest;
import io.footfall.ingest.visitor.VisitorId;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class BatchIdTest {
    private static final Clock TODAY = Clock.fixed(Instant.parse("2026-11-30T12:00:00Z"), ZoneOffset.UTC);
    private static final Clock TOMORROW = Clock.offset(TODAY, Duration.ofDays(1));
    private static final byte[] BODY = "203.0.113.9 a line".getBytes(UTF_8);

    private final BatchId batches = new BatchId(BatchIdTest::mac, TODAY, Duration.ofSeconds(2));

    @Test
    void aRepeatHasTheSameIdAndAnotherBodyHasNot() {
        assertThat(batches.of(null, BODY))
                .isEqualTo(batches.of(null, BODY.clone()))
                .isNotEqualTo(batches.of(null, "203.0.113.8 a line".getBytes(UTF_8)))
                .hasSize(22)
                .matches("[\\w-]+");
    }

    @Test
    void theShippersOwnKeyCountsInsteadOfTheBody() {
        assertThat(batches.of("chunk-1", BODY))
                .isEqualTo(batches.of("chunk-1", new byte[] {1}))
                .isNotEqualTo(batches.of("chunk-2", BODY))
                .isNotEqualTo(batches.of(null, BODY));
    }

    @Test
    void nobodyWithoutTheKeyOfTheDayCanTryAddresses() {
        assertThat(new BatchId(BatchIdTest::mac, TOMORROW, Duration.ofSeconds(2)).of(null, BODY))
                .isNotEqualTo(batches.of(null, BODY));
    }

    @Test
    void noShipperGetsAVisitorsId() {
        var visitor = new VisitorId(BatchIdTest::mac, TODAY).of("", "203.0.113.9", "curl/8");

        assertThat(batches.of("\n203.0.113.9\ncurl/8", BODY)).isNotEqualTo(visitor.orElseThrow());
    }

    @Test
    void thereIsNoneWithoutTheKeyOfToday() {
        var none = new BatchId(day -> Optional.empty(), TODAY, Duration.ofSeconds(2));

        assertThatThrownBy(() -> none.of(null, BODY))
                .isInstanceOfSatisfying(RejectedRequest.class, rejection -> assertThat(rejection.reason())
                        .isEqualTo(RejectedRequest.Reason.UNAVAILABLE));
    }

    private static Optional<Mac> mac(long day) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(("key of day " + day).getBytes(UTF_8), "HmacSHA256"));
            return Optional.of(mac);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
