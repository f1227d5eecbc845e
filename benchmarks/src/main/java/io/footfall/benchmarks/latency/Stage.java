package io.footfall.benchmarks.latency;

/** Where somebody waits for a click. */
enum Stage {
    ANSWER("the answer to its sender"),
    CLEANED("`clicks-cleaned`, committed"),
    STORED("the store, in a query"),
    FRAME("the dashboard's stream"),
    ALERT("a webhook, if it is forbidden");

    private final String title;

    Stage(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }
}
