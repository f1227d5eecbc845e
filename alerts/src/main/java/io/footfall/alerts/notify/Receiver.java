package io.footfall.alerts.notify;

import io.footfall.events.Alert;
import java.util.concurrent.CompletionStage;

/** Somebody who is told of alerts: one alert in, one attempt made, its receipt out. */
public interface Receiver {
    /** What people call it, such as {@code mail}; reasons begin with it. */
    String name();

    /** Never blocks; a refusal is a receipt, an exception is taken as one. */
    CompletionStage<Receipt> send(Alert alert);
}
