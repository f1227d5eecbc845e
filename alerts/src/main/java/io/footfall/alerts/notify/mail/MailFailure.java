package io.footfall.alerts.notify.mail;

import io.footfall.alerts.notify.Outcome;
import io.footfall.events.text.SingleLine;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** Says why the mail server has not taken a mail, and which setting to look at. */
final class MailFailure {
    private static final int MAX_ANSWER = 250;

    /** By a part of the exception's message, in the order in which they are looked for. */
    private static final Map<String, String> SETTINGS = new LinkedHashMap<>();

    static {
        SETTINGS.put("sender address", "from of the receiver");
        SETTINGS.put("recipient address", "to of the receiver");
        SETTINGS.put("HELO failed", "smtp.hello");
        SETTINGS.put("AUTH", "smtp.username, smtp.password");
        SETTINGS.put("STARTTLS", "smtp.start-tls");
    }

    private MailFailure() {}

    /** Empty if it is none of the usual failures. */
    static Optional<Outcome> of(Throwable failure) {
        var message = SingleLine.of(String.valueOf(failure.getMessage()), MAX_ANSWER);
        if (failure instanceof ConnectException || failure instanceof UnknownHostException) {
            return failed("unreachable", message, "smtp.host, smtp.port");
        }
        if (failure instanceof SSLException) {
            return failed(
                    "error",
                    SingleLine.of(rootCause(failure).toString(), MAX_ANSWER),
                    "smtp.tls, smtp.start-tls, quarkus.tls.trust-store.pem.certs");
        }
        return SETTINGS.entrySet().stream()
                .filter(setting -> message.contains(setting.getKey()))
                .findFirst()
                .flatMap(setting -> failed("error", message, setting.getValue()));
    }

    private static Throwable rootCause(Throwable failure) {
        return failure.getCause() == null ? failure : rootCause(failure.getCause());
    }

    private static Optional<Outcome> failed(String reason, String message, String settings) {
        return Optional.of(new Outcome.Failed(reason, "%s (%s)".formatted(message, settings)));
    }
}
