package io.footfall.alerts.api;

import java.util.List;

/**
 * All alerts that are kept, by status, the last changed first.
 *
 * @param firing receivers are notified of these
 * @param pending suspicious, but not for long enough
 * @param recent resolved
 */
public record AlertList(List<ListedAlert> firing, List<ListedAlert> pending, List<ListedAlert> recent) {}
