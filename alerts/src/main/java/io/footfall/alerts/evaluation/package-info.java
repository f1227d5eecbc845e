/** From records to alerts: decodes security events and evaluates the rules on them, live and in backtests. */
package io.footfall.alerts.evaluation;
