package io.tandem.web.failure;

import jakarta.inject.Singleton;
import java.util.Set;
import java.util.TreeSet;
import org.jboss.resteasy.reactive.server.core.CurrentRequestManager;
import org.jboss.resteasy.reactive.server.handlers.ClassRoutingHandler;
import org.jboss.resteasy.reactive.server.handlers.RestInitialHandler.InitialMatch;
import org.jboss.resteasy.reactive.server.mapping.RequestMapper;

/** Looks up in the REST layer's own routing table which methods a path takes, for the {@code Allow} header of a 405. */
@Singleton
final class AllowedMethods {

    String at(String path) {
        Set<String> methods = new TreeSet<>();
        var current = CurrentRequestManager.get();
        if (current != null) {
            var mapper = new RequestMapper<>(current.getDeployment().getClassMappers());
            for (var match = mapper.map(path); match != null; match = mapper.continueMatching(path, match)) {
                collect(match, methods);
            }
        }
        if (methods.contains("GET")) {
            methods.add("HEAD");
        }
        methods.add("OPTIONS");
        return String.join(", ", methods);
    }

    private static void collect(RequestMapper.RequestMatch<InitialMatch> match, Set<String> methods) {
        String remaining = match.remaining.isEmpty() ? "/" : match.remaining;
        for (var handler : match.value.handlers) {
            if (handler instanceof ClassRoutingHandler routing) {
                routing.getMappers().forEach((method, resources) -> {
                    if (method != null && resources.map(remaining) != null) {
                        methods.add(method);
                    }
                });
            }
        }
    }
}
