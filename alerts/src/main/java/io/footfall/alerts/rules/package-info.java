/** The rules, in plain Java: security events and the time are their input, findings their result. */
package io.footfall.alerts.rules;
