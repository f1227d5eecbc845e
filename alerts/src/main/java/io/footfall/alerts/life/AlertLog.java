package io.footfall.alerts.life;

import io.footfall.events.Alert;
import java.util.concurrent.CompletionStage;

/** Where alerts are written down; the answer comes when the write is safe. */
public interface AlertLog {
    CompletionStage<Void> write(Alert alert);
}
