package io.footfall.alerts;

import io.footfall.alerts.life.Decisions;
import io.footfall.alerts.notify.Recipient;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Those who are told of alerts. */
@Path("/receivers")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class ReceiverResource {
    private final List<Recipient> recipients;
    private final Chronicle chronicle;
    private final AlertsLog log;

    ReceiverResource(List<Recipient> recipients, Chronicle chronicle, AlertsLog log) {
        this.recipients = recipients;
        this.chronicle = chronicle;
        this.log = log;
    }

    /** A receiver, and whether it has said that it is gone and is not told any more. */
    public record State(String receiver, boolean disabled) {}

    @GET
    @Operation(operationId = "receivers", summary = "Those who are told")
    public List<State> receivers() {
        return recipients.stream().map(this::state).toList();
    }

    @POST
    @Path("/{name}/enable")
    @Operation(operationId = "enable", summary = "Has a receiver told again that had answered 410 Gone")
    public void enable(@PathParam("name") String name) {
        if (recipients.stream().noneMatch(recipient -> recipient.name().equals(name))) {
            throw new NotFoundException("no such receiver");
        }
        log.decide(Decisions.disablement(name), null);
    }

    private State state(Recipient recipient) {
        var address = recipient.receiver().address();
        return new State(recipient.name(), chronicle.decisions().isDisabled(recipient.name(), address));
    }
}
