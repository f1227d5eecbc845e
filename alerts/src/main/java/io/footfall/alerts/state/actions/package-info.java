/** What operators do about alerts: silences, acknowledgements, redeliveries. */
package io.footfall.alerts.state.actions;
