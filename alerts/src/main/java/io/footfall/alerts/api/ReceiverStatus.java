package io.footfall.alerts.api;

/**
 * Status of a receiver.
 *
 * @param disabled whether it answered that it is gone (410) and gets no more notifications
 */
public record ReceiverStatus(String receiver, boolean disabled) {}
