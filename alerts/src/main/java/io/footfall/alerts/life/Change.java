package io.footfall.alerts.life;

import io.footfall.events.Alert;

/** What a finding means for the alerts that are known. */
public sealed interface Change {
    /** A new alert: people have to be told. */
    record Raised(Alert alert) implements Change {}

    /** An alert that people have been told of has grown. */
    record Updated(Alert alert) implements Change {}

    /** Nothing that was not known. */
    record Unchanged() implements Change {}
}
