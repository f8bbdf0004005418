package io.tandem.local.rocketmq;

import apache.rocketmq.v2.Address;
import apache.rocketmq.v2.Endpoints;
import apache.rocketmq.v2.MessageQueue;
import apache.rocketmq.v2.QueryRouteRequest;
import apache.rocketmq.v2.QueryRouteResponse;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;

/**
 * Sends a client on to where it asked. A proxy in local mode names its own port in every route, so a client that was pointed at a
 * broken network in front of it (see {@code FaultyLink}) would go round it after the first call. The port of the request is
 * put in its place; {@code useEndpointPortFromRequest} does so in cluster mode only.
 */
final class RouteOverTheSameLink implements ServerInterceptor {

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        RouteCall<Q, A> routed = new RouteCall<>(call);
        return new SimpleForwardingServerCallListener<>(next.startCall(routed, headers)) {
            @Override
            public void onMessage(Q request) {
                if (request instanceof QueryRouteRequest query
                        && query.getEndpoints().getAddressesCount() > 0) {
                    routed.port = query.getEndpoints().getAddresses(0).getPort();
                }
                super.onMessage(request);
            }
        };
    }

    private static final class RouteCall<Q, A> extends SimpleForwardingServerCall<Q, A> {

        private volatile int port;

        RouteCall(ServerCall<Q, A> call) {
            super(call);
        }

        @Override
        @SuppressWarnings("unchecked") // an A that is a QueryRouteResponse is replaced by another
        public void sendMessage(A answer) {
            super.sendMessage(answer instanceof QueryRouteResponse route && port > 0 ? (A) through(route) : answer);
        }

        private QueryRouteResponse through(QueryRouteResponse route) {
            QueryRouteResponse.Builder rerouted = route.toBuilder();
            for (MessageQueue.Builder queue : rerouted.getMessageQueuesBuilderList()) {
                Endpoints.Builder endpoints = queue.getBrokerBuilder().getEndpointsBuilder();
                for (Address.Builder address : endpoints.getAddressesBuilderList()) {
                    address.setPort(port);
                }
            }
            return rerouted.build();
        }
    }
}
