package io.footfall.processor.windows;

import io.footfall.events.Click;

/** A clean click on its way to the windows; the record's key is its visitor id, or null. */
public record JudgedClick(Click click, boolean inMarket) {}
