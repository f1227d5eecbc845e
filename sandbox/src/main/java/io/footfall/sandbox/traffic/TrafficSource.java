package io.footfall.sandbox.traffic;

import java.time.Duration;
import java.util.List;

/** Generates clicks in groups, such as one visit or one flood. */
interface TrafficSource {
    /** Start of the next group, as time since the start of the traffic. */
    Duration next();

    /** Generates the next group. None of its clicks is before {@link #next}, which then moves on. */
    List<PlannedClick> nextClicks();
}
