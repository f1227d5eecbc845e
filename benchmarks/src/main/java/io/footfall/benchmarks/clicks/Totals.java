package io.footfall.benchmarks.clicks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What comes out of a log, by design or in fact.
 *
 * @param cleaned different records, as are outOfMarket, rejected and forbidden
 * @param content of the cleaned ones: the sum of their hash codes, whatever their order
 * @param twice records of clicks that were there already
 * @param flagged by the start of the 30 s window
 * @param traffic by the start of the 10 s window
 */
public record Totals(
        long cleaned,
        long content,
        long outOfMarket,
        long rejected,
        long forbidden,
        long twice,
        Map<String, Flagged> flagged,
        Map<String, Traffic> traffic) {

    /** Page openings and other clicks of the market, and of elsewhere. */
    public record Flagged(long opening, long other, long foreignOpening, long foreignOther) {}

    /** Clicks and page openings of people in the market, and clicks of bots. */
    public record Traffic(long clicks, long views, long bots) {}

    public Totals {
        flagged = new TreeMap<>(flagged);
        traffic = new TreeMap<>(traffic);
    }

    /** What is not as it must be, a line each; empty if all is. */
    public List<String> differences(Totals expected) {
        var found = new ArrayList<String>();
        compare(found, "cleaned", expected.cleaned, cleaned);
        compare(found, "content of the cleaned", expected.content, content);
        compare(found, "out of market", expected.outOfMarket, outOfMarket);
        compare(found, "rejected", expected.rejected, rejected);
        compare(found, "forbidden", expected.forbidden, forbidden);
        compare(found, "twice", expected.twice, twice);
        compareWindows(found, "flagged", expected.flagged, flagged);
        compareWindows(found, "traffic", expected.traffic, traffic);
        return found;
    }

    private static void compare(List<String> found, String what, Object expected, Object is) {
        if (!expected.equals(is)) {
            found.add("%s: %s instead of %s".formatted(what, is, expected));
        }
    }

    private static <T> void compareWindows(
            List<String> found, String kind, Map<String, T> expected, Map<String, T> windows) {
        expected.forEach((start, totals) ->
                compare(found, kind + " " + start, totals, windows.containsKey(start) ? windows.get(start) : "none"));
        windows.forEach((start, totals) -> {
            if (!expected.containsKey(start)) {
                compare(found, kind + " " + start, "none", totals);
            }
        });
    }
}
