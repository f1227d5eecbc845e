package io.footfall.alerts;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.footfall.alerts.life.Acknowledgement;
import io.footfall.alerts.life.Decisions;
import io.footfall.alerts.life.Silence;
import io.footfall.alerts.notify.Notice;
import io.footfall.events.Alert;
import io.footfall.events.Alert.Status;
import io.smallrye.common.annotation.Blocking;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Alerts, what people were told of them, and who looks after them: the same from every replica. */
@Path("/alerts")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class AlertResource {
    private final Chronicle chronicle;
    private final AlertsLog log;
    private final Caller caller;
    private final Clock clock;

    AlertResource(Chronicle chronicle, AlertsLog log, Caller caller, Clock clock) {
        this.chronicle = chronicle;
        this.log = log;
        this.caller = caller;
        this.clock = clock;
    }

    /**
     * All alerts that are remembered, those with the newest sign first.
     *
     * @param firing people are told of these
     * @param pending suspicious, but not for long enough
     * @param recent over
     */
    public record Listing(List<Listed> firing, List<Listed> pending, List<Listed> recent) {}

    /**
     * An alert as it is, with what people have decided about it.
     *
     * @param acknowledgement who looks after it, if anybody does
     * @param silence why nobody is told of it now, if that is so
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Listed(@JsonUnwrapped Alert alert, Acknowledgement acknowledgement, Silence silence) {}

    /** An alert and all notices of it that are remembered, oldest first, with every attempt at every receiver. */
    public record Whole(Listed alert, List<Notice> notices) {}

    /** What somebody says about an alert. */
    public record Remark(@Size(max = 1_000) String comment) {}

    @GET
    @Operation(
            operationId = "alerts",
            summary = "All alerts, newest sign first",
            description = "Texts hold what visitors sent: escape them.")
    public Listing alerts() {
        return new Listing(listed(Status.FIRING), listed(Status.PENDING), listed(Status.RESOLVED));
    }

    @GET
    @Path("/{fingerprint}")
    @Operation(operationId = "alert", summary = "One alert with its evidence, notices and deliveries")
    public Whole alert(@PathParam("fingerprint") String fingerprint) {
        var notices = chronicle.notices().stream()
                .filter(notice -> notice.alerts().stream()
                        .anyMatch(alert -> alert.fingerprint().equals(fingerprint)))
                .toList();
        return new Whole(listed(find(fingerprint)), notices);
    }

    @POST
    @Path("/{fingerprint}/acknowledgement")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "acknowledge",
            summary = "Says that somebody looks after an alert that fires",
            description = "No more reminders of it, until it gets worse or begins again.")
    public Acknowledgement acknowledge(@PathParam("fingerprint") String fingerprint, @Valid Remark remark) {
        var alert = find(fingerprint);
        if (alert.status() != Status.FIRING) {
            throw new BadRequestException("only an alert that fires can be acknowledged");
        }
        var comment = remark == null ? null : remark.comment();
        var given = new Acknowledgement(
                fingerprint, alert.firedAt(), alert.severity(), caller.name(), clock.instant(), comment);
        log.decide(Decisions.acknowledgement(fingerprint), given);
        return given;
    }

    private List<Listed> listed(Status status) {
        return chronicle.alerts().stream()
                .map(Chronicle.Written::alert)
                .filter(alert -> alert.status() == status)
                .map(this::listed)
                .toList();
    }

    private Listed listed(Alert alert) {
        var decisions = chronicle.decisions();
        var isOver = alert.status() == Status.RESOLVED;
        return new Listed(
                alert,
                decisions.acknowledgementOf(alert).orElse(null),
                isOver ? null : decisions.silenceOf(alert, clock.instant()).orElse(null));
    }

    private Alert find(String fingerprint) {
        return chronicle.alert(fingerprint).orElseThrow(() -> new NotFoundException("no such alert"));
    }
}
