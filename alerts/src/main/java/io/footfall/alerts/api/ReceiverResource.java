package io.footfall.alerts.api;

import io.footfall.alerts.notify.Receiver;
import io.footfall.alerts.state.AlertsView;
import io.footfall.alerts.state.OperatorActionsChannel;
import io.footfall.alerts.state.actions.OperatorActions;
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
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** The configured receivers. */
@Path("/receivers")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class ReceiverResource {
    private final List<Receiver> receivers;
    private final AlertsView view;
    private final OperatorActionsChannel log;

    ReceiverResource(List<Receiver> receivers, AlertsView view, OperatorActionsChannel log) {
        this.receivers = receivers;
        this.view = view;
        this.log = log;
    }

    @GET
    @Operation(operationId = "receivers", summary = "All receivers")
    public List<ReceiverStatus> receivers() {
        return receivers.stream().map(this::status).toList();
    }

    @POST
    @Path("/{name}/enable")
    @Operation(operationId = "enable", summary = "Enables a receiver that answered 410 Gone")
    @APIResponse(responseCode = "204", description = "Enabled")
    public void enable(@PathParam("name") String name) {
        if (receivers.stream().noneMatch(receiver -> receiver.name().equals(name))) {
            throw new NotFoundException("no such receiver");
        }
        log.write(OperatorActions.disabledKey(name), null);
    }

    private ReceiverStatus status(Receiver receiver) {
        var addressHash = receiver.notifier().addressHash();
        return new ReceiverStatus(receiver.name(), view.actions().isDisabled(receiver.name(), addressHash));
    }
}
