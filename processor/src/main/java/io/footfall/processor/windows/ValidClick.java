package io.footfall.processor.windows;

import io.footfall.events.Click;

/**
 * A valid click with what counting needs to know about it.
 *
 * @param inMarket whether its visitor is in a country of the market
 * @param bot whether its visitor is a bot
 * @param visitor identifies its visitor, see {@link VisitorHash}
 */
public record ValidClick(Click click, boolean inMarket, boolean bot, long visitor) {}
