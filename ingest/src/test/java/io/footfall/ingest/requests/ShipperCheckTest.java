package io.footfall.ingest.requests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.footfall.ingest.RejectedRequest;
import io.footfall.ingest.RejectedRequest.Reason;
import io.vertx.core.MultiMap;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShipperCheckTest {
    private static final String TOKEN = "a-token-of-the-shippers";
    private static final String INSIDE = "10.1.2.3";

    private final ShipperCheck check = new ShipperCheck(List.of("10.0.0.0/8"), Optional.of(" " + TOKEN + "\n"));
    private final ShipperCheck withoutToken = new ShipperCheck(List.of("10.0.0.0/8"), Optional.empty());

    @Test
    void aSenderInAListedNetworkNeedsNoToken() {
        assertThatCode(() -> check.check(INSIDE, true, null)).doesNotThrowAnyException();
        assertThat(reason(withoutToken, "11.1.2.3", true, null)).isEqualTo(Reason.SENDER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer " + TOKEN, "bearer " + TOKEN, "Bearer   " + TOKEN + " "})
    void aSenderWithTheTokenMayBeAnywhere(String authorization) {
        assertThatCode(() -> check.check("203.0.113.9", false, authorization)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Bearer",
                "Bearer ",
                TOKEN,
                "Basic " + TOKEN,
                "Bearer a-token-of-the-shipper",
                "Bearer " + TOKEN + TOKEN,
                "Bearer A-TOKEN-OF-THE-SHIPPERS"
            })
    void anyOtherHeaderIsNoToken(String authorization) {
        assertThat(reason(check, "203.0.113.9", true, authorization)).isEqualTo(Reason.TOKEN);
        assertThat(reason(withoutToken, "203.0.113.9", true, authorization)).isEqualTo(Reason.SENDER);
    }

    @Test
    void anAddressThatIsNotTheSendersOwnDoesNotCount() {
        assertThat(reason(check, INSIDE, false, null)).isEqualTo(Reason.TOKEN);
        assertThat(reason(withoutToken, INSIDE, false, null)).isEqualTo(Reason.SENDER);
    }

    @ParameterizedTest
    @CsvSource({"X-Forwarded-For, true", "x-forwarded-for, true", "Forwarded, false", "X-Real-IP, false"})
    void whatComesThroughAProxyIsDirectOnlyIfTheProxyIsCountedAndAppendsTheAddress(String header, boolean appends) {
        var headers = MultiMap.caseInsensitiveMultiMap().add(header, "203.0.113.9");

        assertThat(ShipperCheck.isDirect(headers, 0)).isFalse();
        assertThat(ShipperCheck.isDirect(headers, 1)).isEqualTo(appends);
        assertThat(ShipperCheck.isDirect(MultiMap.caseInsensitiveMultiMap(), 0)).isTrue();
    }

    @Test
    void aPageOfAStrangerCannotLetABrowserSendLines() {
        var headers = MultiMap.caseInsensitiveMultiMap().add("Origin", "https://stranger.example");

        assertThat(ShipperCheck.isDirect(headers, 0)).isFalse();
        assertThat(ShipperCheck.isDirect(headers, 1)).isFalse();
    }

    private static Reason reason(ShipperCheck check, String address, boolean isDirect, String authorization) {
        return catchThrowableOfType(RejectedRequest.class, () -> check.check(address, isDirect, authorization))
                .reason();
    }
}
