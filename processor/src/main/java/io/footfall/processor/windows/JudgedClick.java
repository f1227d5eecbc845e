package io.footfall.processor.windows;

import io.footfall.events.Click;
import io.footfall.processor.accounting.Ledger;

/**
 * A clean click on its way to the windows.
 *
 * @param click the click
 * @param inMarket whether its visitor is in the market
 * @param bot whether its visitor is a bot
 * @param visitor tells its visitor apart, see {@link VisitorHash}
 * @param ledger of its partition
 */
public record JudgedClick(Click click, boolean inMarket, boolean bot, long visitor, Ledger ledger) {}
