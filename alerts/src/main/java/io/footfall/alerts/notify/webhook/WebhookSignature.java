package io.footfall.alerts.notify.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs posts as the Standard Webhooks specification says: HMAC-SHA256 of id, time and body, once with each secret, so
 * that a secret can be rotated without losing notifications.
 */
public final class WebhookSignature {
    private static final String ALGORITHM = "HmacSHA256";
    private static final String PREFIX = "whsec_";
    private static final int MIN_BYTES = 24;

    private final List<SecretKeySpec> keys;

    /**
     * Prepares the secrets.
     *
     * @param secrets Base64, with or without {@code whsec_} before it; at least 24 bytes each; none for no signature
     * @throws IllegalArgumentException if one of them is malformed; the message does not contain it
     */
    public WebhookSignature(List<String> secrets) {
        keys = secrets.stream().map(WebhookSignature::key).toList();
    }

    private static SecretKeySpec key(String secret) {
        var encoded = secret.startsWith(PREFIX) ? secret.substring(PREFIX.length()) : secret;
        try {
            var bytes = Base64.getDecoder().decode(encoded);
            if (bytes.length >= MIN_BYTES) {
                return new SecretKeySpec(bytes, ALGORITHM);
            }
        } catch (IllegalArgumentException notBase64) {
            throw new IllegalArgumentException("a webhook's secret must be Base64", null);
        }
        throw new IllegalArgumentException("a webhook's secret must have at least " + MIN_BYTES + " bytes");
    }

    /** The value of the header {@code webhook-signature}. */
    String of(String id, Instant time, byte[] body) {
        return keys.stream()
                .map(key -> "v1," + Base64.getEncoder().encodeToString(hmac(key, id, time, body)))
                .collect(Collectors.joining(" "));
    }

    private static byte[] hmac(SecretKeySpec key, String id, Instant time, byte[] body) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update((id + "." + time.getEpochSecond() + ".").getBytes(UTF_8));
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }
}
