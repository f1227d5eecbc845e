package io.footfall.sandbox.system;

import static io.footfall.testing.Patience.PATIENCE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.footfall.events.ClickCounts;
import io.footfall.events.Json;
import io.footfall.events.TrafficWindow;
import io.footfall.events.Window;
import io.footfall.sandbox.RunningSandbox;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Checks the clicks of {@link SteadyClicks} and {@link FreshClick} after faults. Every acknowledged click is in Kafka
 * once. Every click is on one output topic, in one window and in the store once. The click counts agree.
 */
final class CountChecks {
    private static final Pattern PATH = Pattern.compile("/steady/\\d+|/probe/\\d+-\\d+");

    private final RunningSandbox sandbox;

    CountChecks(RunningSandbox sandbox) {
        this.sandbox = sandbox;
    }

    /** Waits until nothing is in flight, then checks. */
    void check(SteadyClicks load) throws IOException, InterruptedException {
        checkAnswers(load.answers());
        await().atMost(PATIENCE).until(() -> {
            var accounts = Totals.clickCounts(sandbox);
            return sum(accounts, ClickCounts::read) == sandbox.count("clicks")
                    && sum(accounts, ClickCounts::inFlight) == 0;
        });
        assertThat(paths("clicks")).doesNotHaveDuplicates().containsAll(load.acknowledged());
        checkAccounts();
        checkWindows();
        var cleaned = paths("clicks-cleaned");
        assertThat(cleaned).doesNotHaveDuplicates();
        assertThat(stored("count()")).isEqualTo(cleaned.size());
        assertThat(stored("count_distinct(article)")).isEqualTo(cleaned.size());
    }

    /** Otherwise nothing could be lost because nothing was accepted. */
    private static void checkAnswers(Map<String, Integer> answers) {
        assertThat(answers.keySet()).isSubsetOf("HTTP 200", "HTTP 503", SteadyClicks.NO_ANSWER);
        assertThat(answers.getOrDefault("HTTP 200", 0))
                .as("taken, of " + answers)
                .isGreaterThan(Math.toIntExact(sum(answers.values(), Integer::longValue)) / 2);
    }

    private void checkAccounts() {
        var accounts = Totals.clickCounts(sandbox);
        assertThat(sum(accounts, ClickCounts::cleaned)).isEqualTo(sandbox.count("clicks-cleaned"));
        assertThat(sum(accounts, ClickCounts::stored)).isEqualTo(sandbox.count("clicks-cleaned"));
        assertThat(sum(accounts, ClickCounts::outOfMarket)).isEqualTo(sandbox.count("clicks-out-of-market"));
        assertThat(sum(accounts, CountChecks::rejected)).isEqualTo(sandbox.count("clicks-rejected"));
        assertThat(accounts).allSatisfy(account -> assertThat(account.rejected().keySet())
                .isSubsetOf("in_future", "missing_field:visitor_platform"));
        assertThat(accounts)
                .allSatisfy(account -> assertThat(account.cleaned() + account.outOfMarket() + rejected(account))
                        .isEqualTo(account.read()));
    }

    /** All windows are published after the idle timeout. */
    private void checkWindows() {
        var accounts = Totals.clickCounts(sandbox);
        await().atMost(PATIENCE).untilAsserted(() -> {
            var windows = Totals.traffic(sandbox, "clicks-calculated-traffic").values();
            assertThat(sum(windows, window -> window.clicks() + window.bots() + window.lateClicks()))
                    .isEqualTo(sum(accounts, ClickCounts::cleaned));
            assertThat(sum(windows, TrafficWindow::lateClicks)).isEqualTo(sum(accounts, ClickCounts::late));
            checkFlaggedWindows(accounts);
        });
    }

    /** These windows close later than those of traffic, of whose late clicks they have some. */
    private void checkFlaggedWindows(List<ClickCounts> accounts) {
        var windows = Totals.flagged(sandbox, "clicks-calculated-ddos").values();
        var cleaned = sum(accounts, ClickCounts::cleaned);
        assertThat(sum(windows, window -> window.count() + window.unflaggedCount()))
                .isBetween(cleaned - sum(accounts, ClickCounts::late), cleaned);
        // Of those no clock has jumped.
        assertThat(sum(
                        windows,
                        window -> window.outOfMarket().count()
                                + window.outOfMarket().unflaggedCount()))
                .isEqualTo(sum(accounts, ClickCounts::outOfMarket));
        var clicks = sandbox.topic("clicks-cleaned").stream()
                .map(record -> Json.read(record.value(), JsonNode.class)
                        .get("ts_ingest")
                        .asText())
                .collect(Collectors.groupingBy(CountChecks::startOfFlagged, Collectors.counting()));
        assertThat(windows).allSatisfy(window -> assertThat(window.count() + window.unflaggedCount())
                .isLessThanOrEqualTo(clicks.getOrDefault(window.window().start(), 0L)));
    }

    private static Instant startOfFlagged(String eventTime) {
        var millis = Instant.parse(eventTime).toEpochMilli();
        return Instant.ofEpochMilli(millis - millis % Window.FLAGGED.toMillis());
    }

    /** Paths of the clicks on a topic. They are unique unless a click was duplicated. */
    List<String> paths(String topic) {
        var paths = new ArrayList<String>();
        sandbox.topic(topic).forEach(record -> {
            var path = PATH.matcher(new String(record.value(), UTF_8));
            assertThat(path.find()).isTrue();
            paths.add(path.group());
        });
        return paths;
    }

    private long stored(String what) throws IOException, InterruptedException {
        return sandbox.rows("SELECT " + what + " FROM clicks").get(0).get(0).asLong();
    }

    private static long rejected(ClickCounts account) {
        return account.rejected().values().stream().mapToLong(Long::longValue).sum();
    }

    private static <T> long sum(Collection<T> records, ToLongFunction<T> what) {
        return records.stream().mapToLong(what).sum();
    }
}
