package io.footfall.processor.windows;

import io.footfall.events.Click;

/**
 * A clean click on its way to the windows; the record's key is its visitor id, or null.
 *
 * @param click the click
 * @param inMarket whether its visitor is in the market
 * @param bot whether its visitor is a bot
 */
public record JudgedClick(Click click, boolean inMarket, boolean bot) {}
