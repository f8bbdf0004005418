package io.tandem.local.rocketmq;

import apache.rocketmq.v2.Endpoints;
import apache.rocketmq.v2.QueryAssignmentRequest;
import apache.rocketmq.v2.QueryAssignmentResponse;
import apache.rocketmq.v2.QueryRouteRequest;
import apache.rocketmq.v2.QueryRouteResponse;
import io.grpc.ForwardingServerCall;
import io.grpc.ForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;

/**
 * Sends every client back by the way it came. The proxy's local mode answers a route query with its own port, whatever
 * {@code useEndpointPortFromRequest} says (that setting only acts in cluster mode), so a client that came through a link
 * made to be cut would go around it from then on.
 */
final class RouteAsAsked implements ServerInterceptor {

    @Override
    public <Q, R> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
        RewritingCall<Q, R> rewriting = new RewritingCall<>(call);
        return new ForwardingServerCallListener.SimpleForwardingServerCallListener<>(
                next.startCall(rewriting, headers)) {
            @Override
            public void onMessage(Q request) {
                rewriting.remember(request);
                super.onMessage(request);
            }
        };
    }

    /** A call that knows through which endpoints its caller reached us, if the request says so. */
    private static final class RewritingCall<Q, R> extends ForwardingServerCall.SimpleForwardingServerCall<Q, R> {

        private volatile Endpoints endpoints = Endpoints.getDefaultInstance();

        RewritingCall(ServerCall<Q, R> call) {
            super(call);
        }

        void remember(Q request) {
            if (request instanceof QueryRouteRequest route) {
                endpoints = route.getEndpoints();
            } else if (request instanceof QueryAssignmentRequest assignment) {
                endpoints = assignment.getEndpoints();
            }
        }

        @Override
        public void sendMessage(R response) {
            super.sendMessage(endpoints.getAddressesCount() == 0 ? response : rewritten(response));
        }

        @SuppressWarnings("unchecked") // each branch returns the type that it was given
        private R rewritten(R response) {
            if (response instanceof QueryRouteResponse route) {
                QueryRouteResponse.Builder builder = route.toBuilder();
                builder.getMessageQueuesBuilderList()
                        .forEach(queue -> queue.getBrokerBuilder().setEndpoints(endpoints));
                return (R) builder.build();
            }
            if (response instanceof QueryAssignmentResponse assignments) {
                QueryAssignmentResponse.Builder builder = assignments.toBuilder();
                builder.getAssignmentsBuilderList().forEach(assignment -> assignment
                        .getMessageQueueBuilder()
                        .getBrokerBuilder()
                        .setEndpoints(endpoints));
                return (R) builder.build();
            }
            return response;
        }
    }
}
