package io.footfall.alerts.notify;

import io.footfall.alerts.life.Disablement;

/** Where it is written down what people are told; each call returns once the write is safe. */
public interface NoticeLog {
    void write(Notice notice);

    void write(Undelivered undelivered);

    void write(Disablement disablement);
}
